<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Go to Operation</source>
        <translation>Ir a Operación</translation>
    </message>
    <message>
        <source>Go to History</source>
        <translation>Ir a Historial</translation>
    </message>
    <message>
        <source>Go to Diagnostics</source>
        <translation>Ir a Diagnóstico</translation>
    </message>
    <message>
        <source>Acknowledge the selected alarm</source>
        <translation>Reconocer la alarma seleccionada</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Next alarm</source>
        <translation>Siguiente alarma</translation>
    </message>
    <message>
        <source>Previous alarm</source>
        <translation>Alarma anterior</translation>
    </message>
    <message>
        <source>Silence 2 min</source>
        <translation>Silenciar 2 min</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Write a note on the alarm</source>
        <translation>Anotar en la alarma</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>Acercar a la selección</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>Volver a la vista anterior</translation>
    </message>
    <message>
        <source>Choose layers</source>
        <translation>Elegir capas</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search and run commands</source>
        <translation>Buscar y ejecutar comandos</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Detach the panel, or bring it back</source>
        <translation>Separar el panel o devolverlo</translation>
    </message>
    <message>
        <source>Detach panel</source>
        <translation>Separar panel</translation>
    </message>
    <message>
        <source>Release the selection</source>
        <translation>Soltar la selección</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Ver las teclas</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Switch dark and light</source>
        <translation>Cambiar entre oscuro y claro</translation>
    </message>
    <message>
        <source>Switch language (Español, English)</source>
        <translation>Cambiar de idioma (Español, English)</translation>
    </message>
    <message>
        <source>Switch row height</source>
        <translation>Cambiar altura de filas</translation>
    </message>
    <message>
        <source>Switch blinking</source>
        <translation>Cambiar parpadeo</translation>
    </message>
    <message>
        <source>Show alarms</source>
        <translation>Ver alarmas</translation>
    </message>
    <message>
        <source>Show devices</source>
        <translation>Ver dispositivos</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Ver el registro</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Restablecer la disposición</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Bloquear la pantalla</translation>
    </message>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
</context>
<context>
    <name>AlarmActions</name>
    <message>
        <source>Take out of service</source>
        <translation>Sacar de servicio</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escribir el motivo</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Sacar</translation>
    </message>
    <message>
        <source>Note on the alarm</source>
        <translation>Nota de la alarma</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>Guardar nota</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Shelve…</source>
        <translation>Archivar…</translation>
    </message>
    <message>
        <source>Take off the shelf</source>
        <translation>Sacar del archivo</translation>
    </message>
    <message>
        <source>Take out of service…</source>
        <translation>Sacar de servicio…</translation>
    </message>
    <message>
        <source>Return to service</source>
        <translation>Devolver al servicio</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Escribir una nota…</translation>
    </message>
</context>
<context>
    <name>AlarmBanner</name>
    <message>
        <source>Next alarm</source>
        <translation>Siguiente alarma</translation>
    </message>
    <message>
        <source>Silence 2 min</source>
        <translation>Silenciar 2 min</translation>
    </message>
</context>
<context>
    <name>AlarmCard</name>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>returned to normal</source>
        <translation>volvió a normal</translation>
    </message>
    <message>
        <source>{0} more because of it</source>
        <translation>{0} más por su causa</translation>
    </message>
</context>
<context>
    <name>AlarmDrawing</name>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
</context>
<context>
    <name>AlarmFilterBar</name>
    <message>
        <source>Filter point, alarm or district</source>
        <translation>Filtrar punto, alarma o distrito</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Sin reconocer</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Archivadas</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Suprimidas</translation>
    </message>
    <message>
        <source>Only priority {0}</source>
        <translation>Sólo prioridad {0}</translation>
    </message>
    <message>
        <source>All districts</source>
        <translation>Todos los distritos</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todas las clases</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Acknowledge visible</source>
        <translation>Reconocer las visibles</translation>
    </message>
    <message>
        <source>Look at it, then press again</source>
        <translation>Mírela y pulse otra vez</translation>
    </message>
    <message>
        <source>No alarm fits the filter.</source>
        <translation>Ninguna alarma coincide con el filtro.</translation>
    </message>
    <message>
        <source>No standing alarms.</source>
        <translation>Sin alarmas en pie.</translation>
    </message>
    <message>
        <source>{0} new, order held</source>
        <translation>{0} nuevas, orden fijo</translation>
    </message>
</context>
<context>
    <name>AlarmModel</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarma</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Límite</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Acknowledged by</source>
        <translation>Reconoció</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Gone, back to normal</source>
        <translation>Ya no está, volvió a normal</translation>
    </message>
</context>
<context>
    <name>AlarmQueue</name>
    <message>
        <source>No open alarms.</source>
        <translation>Sin alarmas abiertas.</translation>
    </message>
    <message>
        <source>Order: priority and age</source>
        <translation>Orden: prioridad y edad</translation>
    </message>
    <message>
        <source>Look at it, then press again</source>
        <translation>Mírela y pulse otra vez</translation>
    </message>
    <message>
        <source>{0} open</source>
        <translation>{0} abiertas</translation>
    </message>
    <message>
        <source>{0} affected</source>
        <translation>{0} afectados</translation>
    </message>
</context>
<context>
    <name>AlarmRequests</name>
    <message>
        <source>{0} acknowledged</source>
        <translation>{0} reconocidas</translation>
    </message>
    <message>
        <source>{0} reset</source>
        <translation>{0} restablecidas</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Archivada</translation>
    </message>
    <message>
        <source>Back from the shelf</source>
        <translation>De vuelta del archivo</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Back in service</source>
        <translation>De vuelta en servicio</translation>
    </message>
    <message>
        <source>Note kept</source>
        <translation>Nota guardada</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>{0} changed before the press</source>
        <translation>{0} cambiaron antes de pulsar</translation>
    </message>
    <message>
        <source>No answer from the engine. See what the list says before asking again.</source>
        <translation>El motor no respondió. Mire la lista antes de pedirlo otra vez.</translation>
    </message>
</context>
<context>
    <name>AlarmWords</name>
    <message>
        <source>Critical</source>
        <translation>Crítica</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Shelved until {0}</source>
        <translation>Archivada hasta {0}</translation>
    </message>
    <message>
        <source>Suppressed by {0}</source>
        <translation>Suprimida por {0}</translation>
    </message>
    <message>
        <source>Returned to normal, unacknowledged</source>
        <translation>Volvió a normal, sin reconocer</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Active, unacknowledged</source>
        <translation>Activa, sin reconocer</translation>
    </message>
    <message>
        <source>Active, acknowledged</source>
        <translation>Activa, reconocida</translation>
    </message>
    <message>
        <source>Held, unacknowledged</source>
        <translation>Retenida, sin reconocer</translation>
    </message>
    <message>
        <source>Held, waits for reset</source>
        <translation>Retenida, espera restablecer</translation>
    </message>
    <message>
        <source>{0} was first</source>
        <translation>{0} lo hizo antes</translation>
    </message>
    <message>
        <source>It changed before the press. Look again.</source>
        <translation>Cambió antes de pulsar. Mire otra vez.</translation>
    </message>
    <message>
        <source>The alarm is no longer there.</source>
        <translation>La alarma ya no está.</translation>
    </message>
    <message>
        <source>It was acknowledged already.</source>
        <translation>Ya estaba reconocida.</translation>
    </message>
    <message>
        <source>The cause is still present.</source>
        <translation>La causa sigue presente.</translation>
    </message>
    <message>
        <source>It is not held; nothing to reset.</source>
        <translation>No está retenida; nada que restablecer.</translation>
    </message>
    <message>
        <source>Too long a time. Choose a shorter one.</source>
        <translation>Plazo demasiado largo. Elija uno más corto.</translation>
    </message>
    <message>
        <source>Shelved too many times. Solve the cause.</source>
        <translation>Archivada demasiadas veces. Resuelva la causa.</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>It is not shelved.</source>
        <translation>No está archivada.</translation>
    </message>
    <message>
        <source>It is in service already.</source>
        <translation>Ya está en servicio.</translation>
    </message>
    <message>
        <source>It was done already.</source>
        <translation>Ya estaba hecho.</translation>
    </message>
    <message>
        <source>The database did not take it. Nothing was done.</source>
        <translation>La base de datos no lo guardó. No se hizo nada.</translation>
    </message>
    <message>
        <source>Too many at once. Choose fewer.</source>
        <translation>Demasiadas a la vez. Elija menos.</translation>
    </message>
    <message>
        <source>Nobody is signed in at this console.</source>
        <translation>Nadie ha iniciado turno en este puesto.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search a device, an alarm or a command</source>
        <translation>Buscar dispositivo, alarma o comando</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters.</source>
        <translation>Sin resultados. Pruebe con menos letras.</translation>
    </message>
</context>
<context>
    <name>ConsoleDeeds</name>
    <message>
        <source>No unacknowledged alarm.</source>
        <translation>Sin alarmas por reconocer.</translation>
    </message>
    <message>
        <source>Select an alarm first.</source>
        <translation>Seleccione antes una alarma.</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>Unacknowledged · {0}</source>
        <translation>Sin reconocer · {0}</translation>
    </message>
</context>
<context>
    <name>DeviceHeading</name>
    <message>
        <source>under {0}</source>
        <translation>bajo {0}</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulado</translation>
    </message>
</context>
<context>
    <name>DeviceModel</name>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Last reading</source>
        <translation>Última lectura</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>DevicePanel</name>
    <message>
        <source>Open in History</source>
        <translation>Abrir en Historial</translation>
    </message>
    <message>
        <source>No readings yet.</source>
        <translation>Sin lecturas todavía.</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>Lecturas</translation>
    </message>
    <message>
        <source>Choose a device on the map or in the list.</source>
        <translation>Elija un dispositivo en el mapa o en la lista.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmas</translation>
    </message>
    <message>
        <source>{0}, last {1} h</source>
        <translation>{0}, últimas {1} h</translation>
    </message>
    <message>
        <source>History cannot be read now.</source>
        <translation>El historial no se puede leer ahora.</translation>
    </message>
</context>
<context>
    <name>DeviceTable</name>
    <message>
        <source>Filter by device, name or district</source>
        <translation>Filtrar por dispositivo, nombre o distrito</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <source>{0} devices</source>
        <translation>{0} dispositivos</translation>
    </message>
    <message>
        <source>{0} of {1} devices</source>
        <translation>{0} de {1} dispositivos</translation>
    </message>
    <message>
        <source>Loading devices</source>
        <translation>Cargando dispositivos</translation>
    </message>
    <message>
        <source>No device fits the filter.</source>
        <translation>Ningún dispositivo coincide con el filtro.</translation>
    </message>
    <message>
        <source>No devices yet. They appear when they introduce themselves.</source>
        <translation>Sin dispositivos todavía. Aparecen cuando se presentan.</translation>
    </message>
</context>
<context>
    <name>EngineNotice</name>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
</context>
<context>
    <name>EventLog</name>
    <message>
        <source>Filter by point, alarm or operator</source>
        <translation>Filtrar por punto, alarma u operador</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Ocurrió</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>began</source>
        <translation>comenzó</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>terminó</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>se activó</translation>
    </message>
    <message>
        <source>returned to normal</source>
        <translation>volvió a normal</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>reconocida</translation>
    </message>
    <message>
        <source>raised again</source>
        <translation>se activó otra vez</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>restablecida</translation>
    </message>
    <message>
        <source>shelved</source>
        <translation>archivada</translation>
    </message>
    <message>
        <source>back from the shelf</source>
        <translation>de vuelta del archivo</translation>
    </message>
    <message>
        <source>suppressed</source>
        <translation>suprimida</translation>
    </message>
    <message>
        <source>no longer suppressed</source>
        <translation>ya no está suprimida</translation>
    </message>
    <message>
        <source>taken out of service</source>
        <translation>sacada de servicio</translation>
    </message>
    <message>
        <source>back in service</source>
        <translation>de vuelta en servicio</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>anotada</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>Cifras de</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Procesador</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Consoles</source>
        <translation>Puestos</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifrado</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latencia</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibidos</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rechazados</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Abandonados</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ciudad</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>Reportan</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Con retraso</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdidos</translation>
    </message>
    <message>
        <source>Refused by the limit</source>
        <translation>Rechazados por el límite</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>Lecturas</translation>
    </message>
    <message>
        <source>Judged by the alarm rules</source>
        <translation>Juzgadas por las reglas</translation>
    </message>
    <message>
        <source>Standing alarms</source>
        <translation>Alarmas en pie</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de datos</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Retraso</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Escritas</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Sin registrar</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>En silencio</translation>
    </message>
    <message>
        <source>Lost, restarts used up</source>
        <translation>Perdido, reinicios agotados</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>Sin enlace</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No, on this PC</source>
        <translation>No, en este equipo</translation>
    </message>
    <message>
        <source>No, over the network</source>
        <translation>No, por la red</translation>
    </message>
    <message>
        <source>{0} % of one core</source>
        <translation>{0} % de un núcleo</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Registra</translation>
    </message>
    <message>
        <source>Recording slowly</source>
        <translation>Registra con lentitud</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>Sin registrar</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
</context>
<context>
    <name>HintBar</name>
    <message>
        <source>No change received yet</source>
        <translation>Sin cambios recibidos todavía</translation>
    </message>
    <message>
        <source>Last change received {0} ago</source>
        <translation>Último cambio recibido hace {0}</translation>
    </message>
</context>
<context>
    <name>KeyHelp</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Single letters do nothing while you write in a field. Space acknowledges only with the focus on an alarm.</source>
        <translation>Las letras solas no actúan mientras se escribe en un campo. Espacio sólo reconoce con el foco en una alarma.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>In alarm</source>
        <translation>En alarma</translation>
    </message>
    <message>
        <source>No recent data</source>
        <translation>Sin datos recientes</translation>
    </message>
    <message>
        <source>Group when dense</source>
        <translation>Agrupar si hay muchos</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
</context>
<context>
    <name>LeavingDialog</name>
    <message>
        <source>Close the console</source>
        <translation>Cerrar la consola</translation>
    </message>
    <message>
        <source>Does the engine go on without a console?</source>
        <translation>¿Sigue el motor sin consola?</translation>
    </message>
    <message>
        <source>While it runs it records the city and judges alarms. Stopped, it does neither.</source>
        <translation>En marcha, registra la ciudad y juzga alarmas. Detenido, no hace nada de eso.</translation>
    </message>
    <message>
        <source>Leave it running</source>
        <translation>Dejarlo en marcha</translation>
    </message>
    <message>
        <source>Stop the engine</source>
        <translation>Detener el motor</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Quedarse</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Critical</source>
        <translation>Crítica</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selección</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>En manual</translation>
    </message>
    <message>
        <source>No recent data</source>
        <translation>Sin datos recientes</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
</context>
<context>
    <name>LegendRow</name>
    <message>
        <source>Take off the trend</source>
        <translation>Quitar de la tendencia</translation>
    </message>
</context>
<context>
    <name>Liveness</name>
    <message>
        <source>Reporting</source>
        <translation>Reporta</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Con retraso</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Sin datos</translation>
    </message>
    <message>
        <source>Never heard</source>
        <translation>Nunca reportó</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Nothing in the log yet.</source>
        <translation>El registro está vacío.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Atalaya · {0}</source>
        <translation>Atalaya · {0}</translation>
    </message>
    <message>
        <source>Click into a panel first.</source>
        <translation>Pulse antes dentro de un panel.</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Open alarms</source>
        <translation>Alarmas abiertas</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmas</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Rejected messages</source>
        <translation>Mensajes rechazados</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>Log of this console</source>
        <translation>Registro de este puesto</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Tendencia</translation>
    </message>
</context>
<context>
    <name>QuantityPicker</name>
    <message>
        <source>Add to the trend</source>
        <translation>Añadir a la tendencia</translation>
    </message>
    <message>
        <source>Search device and quantity</source>
        <translation>Buscar dispositivo y magnitud</translation>
    </message>
    <message>
        <source>Nothing fits. Try another word.</source>
        <translation>Nada coincide. Pruebe otra palabra.</translation>
    </message>
    <message>
        <source>The first {0}. Write more words.</source>
        <translation>Los primeros {0}. Escriba más palabras.</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Nobody answers at this address.</source>
        <translation>Nadie responde en esa dirección.</translation>
    </message>
    <message>
        <source>It takes the connection but does not answer.</source>
        <translation>Acepta la conexión pero no responde.</translation>
    </message>
    <message>
        <source>It does not accept user or password.</source>
        <translation>No acepta el usuario o la clave.</translation>
    </message>
    <message>
        <source>The certificates do not fit.</source>
        <translation>Los certificados no corresponden.</translation>
    </message>
    <message>
        <source>A certificate file cannot be read.</source>
        <translation>No se puede leer un archivo de certificado.</translation>
    </message>
    <message>
        <source>It refused the connection.</source>
        <translation>Rechazó la conexión.</translation>
    </message>
    <message>
        <source>Another client connected under the same name.</source>
        <translation>Otro cliente se conectó con el mismo nombre.</translation>
    </message>
    <message>
        <source>It closed the connection.</source>
        <translation>Cerró la conexión.</translation>
    </message>
    <message>
        <source>Nothing came in two keepalive times.</source>
        <translation>No llegó nada en dos plazos de vida.</translation>
    </message>
    <message>
        <source>It does not let this account hear some topics.</source>
        <translation>No deja a esta cuenta oír algunos temas.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>El disco está lleno.</translation>
    </message>
    <message>
        <source>The disk is read only.</source>
        <translation>El disco es de sólo lectura.</translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation>Otro programa ocupa la base de datos.</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>La base de datos está dañada.</translation>
    </message>
    <message>
        <source>The database is from a newer version.</source>
        <translation>La base de datos es de una versión más nueva.</translation>
    </message>
    <message>
        <source>The file is no database of Atalaya.</source>
        <translation>El archivo no es una base de datos de Atalaya.</translation>
    </message>
    <message>
        <source>The database cannot be read or written.</source>
        <translation>La base de datos no se puede leer ni escribir.</translation>
    </message>
    <message>
        <source>The database is closed.</source>
        <translation>La base de datos está cerrada.</translation>
    </message>
    <message>
        <source>The disk is too slow.</source>
        <translation>El disco es demasiado lento.</translation>
    </message>
    <message>
        <source>Unknown topic</source>
        <translation>Tema desconocido</translation>
    </message>
    <message>
        <source>Unknown kind</source>
        <translation>Clase desconocida</translation>
    </message>
    <message>
        <source>Impossible id</source>
        <translation>Identificador imposible</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vacío</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Demasiado grande</translation>
    </message>
    <message>
        <source>Nested too deep</source>
        <translation>Anidado demasiado hondo</translation>
    </message>
    <message>
        <source>Not JSON</source>
        <translation>No es JSON</translation>
    </message>
    <message>
        <source>Wrong shape</source>
        <translation>Forma equivocada</translation>
    </message>
    <message>
        <source>Field missing</source>
        <translation>Falta un campo</translation>
    </message>
    <message>
        <source>Impossible time</source>
        <translation>Hora imposible</translation>
    </message>
    <message>
        <source>Time too old</source>
        <translation>Hora demasiado vieja</translation>
    </message>
    <message>
        <source>Time in the future</source>
        <translation>Hora en el futuro</translation>
    </message>
    <message>
        <source>Impossible position</source>
        <translation>Posición imposible</translation>
    </message>
    <message>
        <source>Unknown quantity</source>
        <translation>Magnitud desconocida</translation>
    </message>
    <message>
        <source>Wrong type of value</source>
        <translation>Tipo de valor equivocado</translation>
    </message>
    <message>
        <source>Impossible value</source>
        <translation>Valor imposible</translation>
    </message>
    <message>
        <source>No values</source>
        <translation>Sin valores</translation>
    </message>
    <message>
        <source>Text too long</source>
        <translation>Texto demasiado largo</translation>
    </message>
    <message>
        <source>Too many devices</source>
        <translation>Demasiados dispositivos</translation>
    </message>
    <message>
        <source>Known under another kind</source>
        <translation>Conocido con otra clase</translation>
    </message>
    <message>
        <source>Decoder failed</source>
        <translation>Falló el decodificador</translation>
    </message>
</context>
<context>
    <name>RejectModel</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Empieza con</translation>
    </message>
</context>
<context>
    <name>RejectsPanel</name>
    <message>
        <source>{0} messages not taken, newest first</source>
        <translation>{0} mensajes no aceptados, el más nuevo primero</translation>
    </message>
    <message>
        <source>No message was rejected.</source>
        <translation>Ningún mensaje rechazado.</translation>
    </message>
    <message>
        <source>The history cannot be read now. What was read before is shown.</source>
        <translation>El historial no se puede leer ahora. Se muestra lo leído antes.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find a device, name or zone</source>
        <translation>Buscar dispositivo, nombre o zona</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Sin resultados</translation>
    </message>
</context>
<context>
    <name>ShelveDialog</name>
    <message>
        <source>Shelve the alarm</source>
        <translation>Archivar la alarma</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escribir el motivo</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Archivar</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Who works at this console</source>
        <translation>Quién trabaja en este puesto</translation>
    </message>
    <message>
        <source>Start the shift</source>
        <translation>Iniciar turno</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Write a name: it goes on record with all you do.</source>
        <translation>Escriba su nombre: queda registrado con todo lo que haga.</translation>
    </message>
</context>
<context>
    <name>Sounder</name>
    <message>
        <source>Off</source>
        <translation>Apagado</translation>
    </message>
    <message>
        <source>Sound was switched off at the start.</source>
        <translation>El sonido se apagó al iniciar.</translation>
    </message>
    <message>
        <source>This PC has no sound device. Alarms are only seen. Connect a loudspeaker.</source>
        <translation>Este equipo no tiene salida de sonido. Las alarmas sólo se ven. Conecte un parlante.</translation>
    </message>
    <message>
        <source>No device</source>
        <translation>Sin salida</translation>
    </message>
    <message>
        <source>A new critical alarm sounds again.</source>
        <translation>Una alarma crítica nueva vuelve a sonar.</translation>
    </message>
    <message>
        <source>Silent {0}</source>
        <translation>Silencio {0}</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Activo</translation>
    </message>
</context>
<context>
    <name>Spark</name>
    <message>
        <source>No history in this time.</source>
        <translation>Sin historial en este tiempo.</translation>
    </message>
</context>
<context>
    <name>StatusBoard</name>
    <message>
        <source>Operation</source>
        <translation>Operación</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Retraso</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base de datos</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>{0} do not report</source>
        <translation>{0} no reportan</translation>
    </message>
    <message>
        <source>Said by the engine at {0}; nothing newer has come.</source>
        <translation>Lo dijo el motor a las {0}; no ha llegado nada más nuevo.</translation>
    </message>
</context>
<context>
    <name>StatusCells</name>
    <message>
        <source>Not encrypted</source>
        <translation>Sin cifrar</translation>
    </message>
    <message>
        <source>Connected to {0} without encryption.</source>
        <translation>Conectado a {0} sin cifrado.</translation>
    </message>
    <message>
        <source>Others on the network can read and change it.</source>
        <translation>Otros en la red pueden leerlo y cambiarlo.</translation>
    </message>
    <message>
        <source>Use mqtts:// in the settings.</source>
        <translation>Use mqtts:// en los ajustes.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>No link · {0}</source>
        <translation>Sin enlace · {0}</translation>
    </message>
    <message>
        <source>No link to the broker {0}.</source>
        <translation>Sin enlace con el broker {0}.</translation>
    </message>
    <message>
        <source>The last values are shown.</source>
        <translation>Se muestra lo último.</translation>
    </message>
    <message>
        <source>{0} /s</source>
        <translation>{0} /s</translation>
    </message>
    <message>
        <source>{0} received</source>
        <translation>{0} recibidos</translation>
    </message>
    <message>
        <source>{0} rejected</source>
        <translation>{0} rechazados</translation>
    </message>
    <message>
        <source>{0} given up</source>
        <translation>{0} abandonados</translation>
    </message>
    <message>
        <source>The engine falls behind.</source>
        <translation>El motor se atrasa.</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} en espera</translation>
    </message>
    <message>
        <source>Not recording · {0}</source>
        <translation>Sin registrar · {0}</translation>
    </message>
    <message>
        <source>Alarms go on; what comes in is not kept.</source>
        <translation>Las alarmas siguen; lo que llega no se guarda.</translation>
    </message>
    <message>
        <source>Free space on the disk, or ask the administrator.</source>
        <translation>Libere espacio en el disco o avise al administrador.</translation>
    </message>
    <message>
        <source>{0} s behind</source>
        <translation>{0} s de retraso</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Al día</translation>
    </message>
    <message>
        <source>{0} MB on disk</source>
        <translation>{0} MB en disco</translation>
    </message>
    <message>
        <source>{0} late, {1} lost</source>
        <translation>{0} con retraso, {1} perdidos</translation>
    </message>
    <message>
        <source>All report in time</source>
        <translation>Todos reportan a tiempo</translation>
    </message>
    <message>
        <source>{0} refused: the limit is reached</source>
        <translation>{0} rechazados: se llegó al límite</translation>
    </message>
    <message>
        <source>What you see is old.</source>
        <translation>Lo que se ve es viejo.</translation>
    </message>
    <message>
        <source>Starting the engine, {0}.</source>
        <translation>Iniciando el motor, {0}.</translation>
    </message>
    <message>
        <source>Engine stopped {0} ago.</source>
        <translation>Motor detenido hace {0}.</translation>
    </message>
    <message>
        <source>Engine lost {0} ago, restarts used up.</source>
        <translation>Motor perdido hace {0}, reinicios agotados.</translation>
    </message>
    <message>
        <source>Close the console and start it again.</source>
        <translation>Cierre la consola y ábrala otra vez.</translation>
    </message>
    <message>
        <source>Engine silent for {0}.</source>
        <translation>El motor no responde desde hace {0}.</translation>
    </message>
    <message>
        <source>Engine lost {0} ago.</source>
        <translation>Motor perdido hace {0}.</translation>
    </message>
    <message>
        <source>Restarting it, try {0}.</source>
        <translation>Reiniciándolo, intento {0}.</translation>
    </message>
    <message>
        <source>Tries again in {0} s.</source>
        <translation>Reintenta en {0} s.</translation>
    </message>
    <message>
        <source>Since {0}</source>
        <translation>Desde {0}</translation>
    </message>
</context>
<context>
    <name>TrendBar</name>
    <message>
        <source>Add quantity</source>
        <translation>Añadir magnitud</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Copy CSV</source>
        <translation>Copiar CSV</translation>
    </message>
    <message>
        <source>Save CSV</source>
        <translation>Guardar CSV</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 días</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 días</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 año</translation>
    </message>
</context>
<context>
    <name>TrendPage</name>
    <message>
        <source>Nothing to show yet. Add a quantity.</source>
        <translation>Nada que mostrar todavía. Añada una magnitud.</translation>
    </message>
    <message>
        <source>Eight curves at most. Take one off first.</source>
        <translation>Ocho curvas como máximo. Quite una antes.</translation>
    </message>
    <message>
        <source>Three units at most. Take one off first.</source>
        <translation>Tres unidades como máximo. Quite una antes.</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>Imagen copiada</translation>
    </message>
    <message>
        <source>CSV copied</source>
        <translation>CSV copiado</translation>
    </message>
    <message>
        <source>History cannot be read now. What is shown may be old.</source>
        <translation>El historial no se puede leer ahora. Lo que se ve puede ser viejo.</translation>
    </message>
    <message>
        <source>Loading history</source>
        <translation>Cargando historial</translation>
    </message>
    <message>
        <source>Save CSV</source>
        <translation>Guardar CSV</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>No se guardó: {0}</translation>
    </message>
</context>
<context>
    <name>TrendTexts</name>
    <message>
        <source>every reading</source>
        <translation>cada lectura</translation>
    </message>
    <message>
        <source>mean, lowest and highest of {0}</source>
        <translation>media, mínimo y máximo de {0}</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Sin datos</translation>
    </message>
    <message>
        <source>{0} to {1} in sight</source>
        <translation>{0} a {1} a la vista</translation>
    </message>
</context>
<context>
    <name>ZoomButtons</name>
    <message>
        <source>Zoom in (+)</source>
        <translation>Acercar (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Alejar (−)</translation>
    </message>
    <message>
        <source>Show the whole city (Home)</source>
        <translation>Ver toda la ciudad (Inicio)</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>hace {0}</translation>
    </message>
</context>
</TS>
