<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AccessPages</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Contraseña actual</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Repítala</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Name to sign in with</source>
        <translation>Nombre para entrar</translation>
    </message>
    <message>
        <source>Your name on screen</source>
        <translation>Su nombre en pantalla</translation>
    </message>
    <message>
        <source>Passphrase for secrets</source>
        <translation>Frase para los secretos</translation>
    </message>
    <message>
        <source>Name the first administrator</source>
        <translation>Nombrar al primer administrador</translation>
    </message>
    <message>
        <source>Nobody has an account yet. The administrator makes the others. The password needs {0} characters or more and must not be made of your name.</source>
        <translation>Nadie tiene cuenta todavía. El administrador crea las demás. La contraseña pide {0} caracteres o más y no puede formarse con su nombre.</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>Crear la cuenta</translation>
    </message>
    <message>
        <source>Nobody has an account yet. The administrator makes the others. The password needs {0} characters or more and must not be made of your name. The passphrase seals the passwords of broker and cameras, because this PC keeps none itself: keep it in a safe place, it cannot be reset.</source>
        <translation>Nadie tiene cuenta todavía. El administrador crea las demás. La contraseña pide {0} caracteres o más y no puede formarse con su nombre. La frase sella las contraseñas del broker y las cámaras, porque este equipo no las guarda: consérvela en lugar seguro, no se puede reponer.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Start the shift</source>
        <translation>Iniciar turno</translation>
    </message>
    <message>
        <source>Change operator</source>
        <translation>Cambiar de operador</translation>
    </message>
    <message>
        <source>Whoever is signed in here goes on until you are in.</source>
        <translation>Quien trabaja aquí sigue hasta que usted entre.</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Segundo factor</translation>
    </message>
    <message>
        <source>Write the six digits of your telephone, or a recovery code.</source>
        <translation>Escriba las seis cifras de su teléfono o un código de recuperación.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Use a one-time code</source>
        <translation>Usar un código de un solo uso</translation>
    </message>
    <message>
        <source>An administrator gave you the code. Choose a password of {0} characters or more; it must not be made of your name.</source>
        <translation>Un administrador le dio el código. Elija una contraseña de {0} caracteres o más que no se forme con su nombre.</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Código de un solo uso</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Fijar la contraseña</translation>
    </message>
    <message>
        <source>{0}: choose your own password</source>
        <translation>{0}: elija su propia contraseña</translation>
    </message>
    <message>
        <source>Somebody else knows the present one. The new one needs {0} characters or more and must not be made of your name.</source>
        <translation>Otra persona conoce la actual. La nueva pide {0} caracteres o más y no puede formarse con su nombre.</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Cambiar la contraseña</translation>
    </message>
    <message>
        <source>The new one needs {0} characters or more and must not be made of your name.</source>
        <translation>La nueva pide {0} caracteres o más y no puede formarse con su nombre.</translation>
    </message>
    <message>
        <source>Locked: {0}</source>
        <translation>Bloqueado: {0}</translation>
    </message>
    <message>
        <source>The picture goes on and alarms sound. Acts need the password.</source>
        <translation>La imagen sigue y las alarmas suenan. Para actuar se pide la contraseña.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Open the secrets</source>
        <translation>Abrir los secretos</translation>
    </message>
    <message>
        <source>Until then the passwords of broker and cameras cannot be used. Everything else works.</source>
        <translation>Hasta entonces no se pueden usar las contraseñas del broker y las cámaras. Lo demás funciona.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Set up the second factor</source>
        <translation>Preparar el segundo factor</translation>
    </message>
    <message>
        <source>You need a telephone with an app for codes. It works without a network.</source>
        <translation>Necesita un teléfono con una aplicación de códigos. Funciona sin red.</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>Mostrar la imagen</translation>
    </message>
    <message>
        <source>Point the app at the picture, or type the key. Then write the six digits it shows.</source>
        <translation>Apunte la aplicación a la imagen o escriba la clave. Luego anote las seis cifras que muestra.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>It is on: signing in asks for a code. Without it the password alone is enough.</source>
        <translation>Está activo: al entrar se pide un código. Sin él basta la contraseña.</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Desactivarlo</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>Leave</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ActDialog</name>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Asked …</source>
        <translation>Pedido…</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Go to Operation</source>
        <translation>Ir a Operación</translation>
    </message>
    <message>
        <source>Go to Control</source>
        <translation>Ir a Control</translation>
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
        <source>Go to Administration</source>
        <translation>Ir a Administración</translation>
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
        <source>Acknowledge the selected alarm or incident</source>
        <translation>Reconocer la alarma o el incidente elegido</translation>
    </message>
    <message>
        <source>Go to Video</source>
        <translation>Ir a Video</translation>
    </message>
    <message>
        <source>Go to Dispatch</source>
        <translation>Ir a Despacho</translation>
    </message>
    <message>
        <source>Go to Reports</source>
        <translation>Ir a Reportes</translation>
    </message>
    <message>
        <source>Write a note on the alarm or the incident</source>
        <translation>Anotar en la alarma o el incidente</translation>
    </message>
    <message>
        <source>Bring map, record and devices to the incident</source>
        <translation>Llevar plano, registro y equipos al incidente</translation>
    </message>
    <message>
        <source>Take the incident</source>
        <translation>Tomar el incidente</translation>
    </message>
    <message>
        <source>Give the incident to somebody</source>
        <translation>Entregar el incidente a alguien</translation>
    </message>
    <message>
        <source>Watch the incident, or no longer</source>
        <translation>Seguir el incidente, o dejar de seguirlo</translation>
    </message>
    <message>
        <source>Resolve the incident</source>
        <translation>Dar por resuelto el incidente</translation>
    </message>
    <message>
        <source>End the incident</source>
        <translation>Cerrar el incidente</translation>
    </message>
    <message>
        <source>Shift, mine, no owner, watched, closed</source>
        <translation>Turno, míos, sin dueño, seguidos, cerrados</translation>
    </message>
    <message>
        <source>Group the incidents</source>
        <translation>Agrupar los incidentes</translation>
    </message>
    <message>
        <source>Open an incident by hand</source>
        <translation>Abrir un incidente a mano</translation>
    </message>
    <message>
        <source>Go to the incident nobody reacts to</source>
        <translation>Ir al incidente que nadie atiende</translation>
    </message>
    <message>
        <source>Dispatch a crew to the incident</source>
        <translation>Despachar una cuadrilla al incidente</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Despachar</translation>
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
        <source>Draw an area</source>
        <translation>Dibujar área</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>Control this device</source>
        <translation>Controlar este equipo</translation>
    </message>
    <message>
        <source>Light up this place</source>
        <translation>Iluminar este lugar</translation>
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
        <source>Show help</source>
        <translation>Ver la ayuda</translation>
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
        <source>Show incidents</source>
        <translation>Mostrar incidentes</translation>
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
        <source>Hand over my shift</source>
        <translation>Entregar turno</translation>
    </message>
    <message>
        <source>Write in the shift log</source>
        <translation>Escribir en la bitácora del turno</translation>
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
        <source>Change operator…</source>
        <translation>Cambiar de operador…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambiar contraseña…</translation>
    </message>
    <message>
        <source>Second factor…</source>
        <translation>Segundo factor…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
    <message>
        <source>Cameras around the selection</source>
        <translation>Cámaras alrededor de la selección</translation>
    </message>
    <message>
        <source>Nearest camera</source>
        <translation>Cámara más cercana</translation>
    </message>
    <message>
        <source>Cameras of the alarm that waits</source>
        <translation>Cámaras de la alarma que espera</translation>
    </message>
    <message>
        <source>Begin or end the round</source>
        <translation>Empezar o terminar la ronda</translation>
    </message>
    <message>
        <source>Choose a round</source>
        <translation>Elegir una ronda</translation>
    </message>
    <message>
        <source>Wall of 1 camera</source>
        <translation>Muro de 1 cámara</translation>
    </message>
    <message>
        <source>Wall of 4 cameras</source>
        <translation>Muro de 4 cámaras</translation>
    </message>
    <message>
        <source>Wall of 9 cameras</source>
        <translation>Muro de 9 cámaras</translation>
    </message>
    <message>
        <source>Wall of 16 cameras</source>
        <translation>Muro de 16 cámaras</translation>
    </message>
</context>
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Activity of the work plan</source>
        <translation>Actividad del plan de trabajo</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>&amp;Responsible</source>
        <translation>&amp;Responsable</translation>
    </message>
    <message>
        <source>&amp;Deliverable</source>
        <translation>&amp;Entregable</translation>
    </message>
    <message>
        <source>&amp;Indicator</source>
        <translation>&amp;Indicador</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>&amp;Unidad</translation>
    </message>
    <message>
        <source>Done is</source>
        <translation>Lo hecho</translation>
    </message>
    <message>
        <source>Kind of incident</source>
        <translation>Tipo de incidente</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>The program counts it.</source>
        <translation>Lo cuenta el programa.</translation>
    </message>
    <message>
        <source>Write a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
</context>
<context>
    <name>AdminAnswers</name>
    <message>
        <source>{0} changed it meanwhile. Nothing was done; reload it.</source>
        <translation>{0} lo cambió mientras tanto. No se hizo nada; recárguelo.</translation>
    </message>
    <message>
        <source>Another administrator changed it meanwhile. Nothing was done; reload it.</source>
        <translation>Otra persona lo cambió mientras tanto. No se hizo nada; recárguelo.</translation>
    </message>
    <message>
        <source>The engine refused it and said no reason.</source>
        <translation>El motor lo rechazó sin decir la razón.</translation>
    </message>
    <message>
        <source>No answer from the engine. Reload to see what was done before asking again.</source>
        <translation>El motor no respondió. Recargue y mire qué se hizo antes de pedirlo otra vez.</translation>
    </message>
    <message>
        <source>Nobody would be left to administer. Give another operator that right first.</source>
        <translation>Nadie podría administrar. Dé antes ese permiso a otra persona.</translation>
    </message>
    <message>
        <source>This id belongs to somebody already, also if disabled. Choose another.</source>
        <translation>Ese id ya es de alguien, aunque esté inhabilitado. Elija otro.</translation>
    </message>
    <message>
        <source>The id or the name cannot be used. An id has 2 to 32 of a–z, 0–9, . _ -</source>
        <translation>El id o el nombre no sirve. Un id lleva de 2 a 32 de a–z, 0–9, . _ -</translation>
    </message>
    <message>
        <source>Operators still have this role. Take it from them first.</source>
        <translation>Hay operadores con este rol. Quíteselo antes.</translation>
    </message>
    <message>
        <source>This operator is no longer there. Reload the list.</source>
        <translation>Ese operador ya no existe. Recargue la lista.</translation>
    </message>
    <message>
        <source>One of the roles is no longer there. Reload and choose again.</source>
        <translation>Uno de los roles ya no existe. Recargue y elija otra vez.</translation>
    </message>
    <message>
        <source>The audit trail cannot be written, so nothing was done. See the database.</source>
        <translation>No se puede escribir el registro de auditoría; no se hizo nada. Mire la base de datos.</translation>
    </message>
    <message>
        <source>It is so already. Reload the list.</source>
        <translation>Ya está así. Recargue la lista.</translation>
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
        <source>Incident</source>
        <translation>Incidente</translation>
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
    <name>AlarmQuality</name>
    <message>
        <source>Alarms an hour</source>
        <translation>Alarmas por hora</translation>
    </message>
    <message>
        <source>Alarms in 10 minutes</source>
        <translation>Alarmas en 10 minutos</translation>
    </message>
    <message>
        <source>Busiest 10 minutes</source>
        <translation>Los 10 minutos más cargados</translation>
    </message>
    <message>
        <source>Time in flood</source>
        <translation>Tiempo en avalancha</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>High and critical</source>
        <translation>Alta y crítica</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>cerca de {0}</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>a lo sumo {0}</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Ninguna.</translation>
    </message>
    <message>
        <source>{0} alarms, {1} floods; figures for one of {2} operator positions</source>
        <translation>{0} alarmas, {1} avalanchas; cifras por cada uno de {2} puestos</translation>
    </message>
    <message>
        <source>Misses its target: {0}</source>
        <translation>Fuera de meta: {0}</translation>
    </message>
</context>
<context>
    <name>AlarmReport</name>
    <message>
        <source>Quality of the alarms</source>
        <translation>Calidad de las alarmas</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>Más frecuentes</translation>
    </message>
    <message>
        <source>Chattering: three times in 60 s</source>
        <translation>Parpadeantes: tres veces en 60 s</translation>
    </message>
    <message>
        <source>Fleeting: gone within 30 s</source>
        <translation>Fugaces: se van en 30 s</translation>
    </message>
    <message>
        <source>Alarms announced</source>
        <translation>Alarmas anunciadas</translation>
    </message>
    <message>
        <source>Operator positions, on average</source>
        <translation>Puestos de operación, en promedio</translation>
    </message>
    <message>
        <source>An hour and position</source>
        <translation>Por hora y puesto</translation>
    </message>
    <message>
        <source>In ten minutes and position</source>
        <translation>En diez minutos y puesto</translation>
    </message>
    <message>
        <source>Most in ten minutes</source>
        <translation>Máximo en diez minutos</translation>
    </message>
    <message>
        <source>Time in flood, per cent</source>
        <translation>Tiempo en avalancha, por ciento</translation>
    </message>
    <message>
        <source>Floods</source>
        <translation>Avalanchas</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmas</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Priorities</source>
        <translation>Prioridades</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Critical alarms count with the high ones.</source>
        <translation>Las críticas cuentan con las altas.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarma</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>Active for more than a day</source>
        <translation>Activas por más de un día</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Archivadas</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Por quién</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Cuánto tiempo</translation>
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
        <source>{0} not: other roles may</source>
        <translation>{0} no: pueden otros roles</translation>
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
</context>
<context>
    <name>AreaSheet</name>
    <message>
        <source>Click: corner · Hold and draw: by hand · Enter: done · Backspace: take back · Esc: leave</source>
        <translation>Clic: vértice · Mantener y trazar: a mano · Entrar: terminar · Retroceso: quitar · Esc: salir</translation>
    </message>
    <message>
        <source>With the keys: arrows move the cross, Space sets a corner</source>
        <translation>Con teclas: las flechas mueven la cruz, Espacio fija un vértice</translation>
    </message>
    <message>
        <source>Area: {0} of at least {1} corners</source>
        <translation>Área: {0} de al menos {1} vértices</translation>
    </message>
    <message>
        <source>Area: {0} corners · {1} inside</source>
        <translation>Área: {0} vértices · {1} dentro</translation>
    </message>
    <message>
        <source>No more corners</source>
        <translation>No caben más vértices</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>The engine is away. Nothing can be sent.</source>
        <translation>El motor no está. No se puede enviar nada.</translation>
    </message>
    <message>
        <source>No link to the broker. Nothing can be sent.</source>
        <translation>Sin enlace con el broker. No se puede enviar nada.</translation>
    </message>
    <message>
        <source>Sent to {0}: {1}</source>
        <translation>Enviado a {0}: {1}</translation>
    </message>
    <message>
        <source>{0} goes back to the programme</source>
        <translation>{0} vuelve al programa</translation>
    </message>
</context>
<context>
    <name>AssignmentPane</name>
    <message>
        <source>Add assignment</source>
        <translation>Añadir asignación</translation>
    </message>
    <message>
        <source>Add holiday</source>
        <translation>Añadir feriado</translation>
    </message>
    <message>
        <source>Add road class</source>
        <translation>Añadir clase de vía</translation>
    </message>
    <message>
        <source>The first that has a luminaire goes first</source>
        <translation>Vale la primera que tenga la luminaria</translation>
    </message>
    <message>
        <source>Holidays, of every year or of one</source>
        <translation>Feriados, de todos los años o de uno</translation>
    </message>
    <message>
        <source>Floors of adaptive dimming by road class</source>
        <translation>Nivel mínimo del ajuste por tránsito, por clase de vía</translation>
    </message>
</context>
<context>
    <name>AssignmentRow</name>
    <message>
        <source>Luminaires</source>
        <translation>Luminarias</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendario</translation>
    </message>
    <message>
        <source>Road class</source>
        <translation>Clase de vía</translation>
    </message>
</context>
<context>
    <name>AttachmentSection</name>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Adjuntar…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Copy hash</source>
        <translation>Copiar huella</translation>
    </message>
    <message>
        <source>No incident chosen.</source>
        <translation>Ningún incidente elegido.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Adjuntar archivos</translation>
    </message>
    <message>
        <source>Or drop files on this panel.</source>
        <translation>O suelta archivos sobre este panel.</translation>
    </message>
    <message>
        <source>Not a picture, clip or document: save it instead.</source>
        <translation>No es imagen, clip ni documento: guárdalo.</translation>
    </message>
    <message>
        <source>The file is not on this machine.</source>
        <translation>El archivo no está en esta máquina.</translation>
    </message>
    <message>
        <source>No program here opens it. Save it instead.</source>
        <translation>Ningún programa de aquí lo abre. Guárdalo.</translation>
    </message>
    <message>
        <source>It could not be taken out.</source>
        <translation>No se pudo sacar.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Guardar el archivo</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Guardado como {0}</translation>
    </message>
    <message>
        <source>Hash copied</source>
        <translation>Huella copiada</translation>
    </message>
    <message>
        <source>{0} wait</source>
        <translation>{0} en espera</translation>
    </message>
</context>
<context>
    <name>AuditDetail</name>
    <message>
        <source>Copy entry</source>
        <translation>Copiar entrada</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Hash (SHA-256, chained)</source>
        <translation>Huella (SHA-256, encadenada)</translation>
    </message>
    <message>
        <source>Select an entry</source>
        <translation>Elija una entrada</translation>
    </message>
    <message>
        <source>Entry {0}</source>
        <translation>Entrada {0}</translation>
    </message>
</context>
<context>
    <name>AuditExport</name>
    <message>
        <source>Export cancelled. No file was written.</source>
        <translation>Exportación cancelada. No se escribió el archivo.</translation>
    </message>
    <message>
        <source>Exported {0} entries.</source>
        <translation>{0} entradas exportadas.</translation>
    </message>
    <message>
        <source>With a filter the chain has gaps and cannot be proved.</source>
        <translation>Con filtro la cadena tiene huecos y no se puede probar.</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>No se escribió el archivo.</translation>
    </message>
    <message>
        <source>The engine did not answer. Try again when it is back.</source>
        <translation>El motor no respondió. Repita cuando vuelva.</translation>
    </message>
</context>
<context>
    <name>AuditFilterBar</name>
    <message>
        <source>Search subject, reason, details</source>
        <translation>Buscar objeto, motivo, detalles</translation>
    </message>
    <message>
        <source>All operators</source>
        <translation>Todos los operadores</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>All acts</source>
        <translation>Todos los actos</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Acto</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>Todo resultado</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Quitar filtro</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>De … a …</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
</context>
<context>
    <name>AuditLines</name>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Acto</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>Se rechazó porque</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Objeto</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Pedido</translation>
    </message>
</context>
<context>
    <name>AuditModel</name>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Acto</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Objeto</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Puesto</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Verify</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>Cancelar exportación</translation>
    </message>
    <message>
        <source>Go to the newest</source>
        <translation>Ir a lo más nuevo</translation>
    </message>
    <message>
        <source>For a spreadsheet (CSV)…</source>
        <translation>Para hoja de cálculo (CSV)…</translation>
    </message>
    <message>
        <source>To check the chain (JSON Lines)…</source>
        <translation>Para comprobar la cadena (JSON Lines)…</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
    <message>
        <source>Loading the audit trail</source>
        <translation>Cargando el registro de auditoría</translation>
    </message>
    <message>
        <source>The audit trail is empty.</source>
        <translation>El registro de auditoría está vacío.</translation>
    </message>
    <message>
        <source>No entry fits the filter. Clear it to see all.</source>
        <translation>Ninguna entrada cumple el filtro. Quítelo para ver todas.</translation>
    </message>
    <message>
        <source>{0} entries in all</source>
        <translation>{0} entradas en total</translation>
    </message>
    <message>
        <source>Entries {0} to {1} of {2}</source>
        <translation>Entradas {0} a {1} de {2}</translation>
    </message>
    <message>
        <source>{0} new, show them</source>
        <translation>{0} nuevas, mostrarlas</translation>
    </message>
    <message>
        <source>Save CSV</source>
        <translation>Guardar CSV</translation>
    </message>
    <message>
        <source>Save JSON Lines</source>
        <translation>Guardar JSON Lines</translation>
    </message>
    <message>
        <source>Asking the engine</source>
        <translation>Preguntando al motor</translation>
    </message>
    <message>
        <source>{0} entries read</source>
        <translation>{0} entradas leídas</translation>
    </message>
    <message>
        <source>The engine is away. Nothing was read yet.</source>
        <translation>El motor no está. Aún no se ha leído nada.</translation>
    </message>
</context>
<context>
    <name>AuditProof</name>
    <message>
        <source>It took {0}.</source>
        <translation>Tardó {0}.</translation>
    </message>
    <message>
        <source>What follows proves nothing.</source>
        <translation>Lo que sigue no prueba nada.</translation>
    </message>
    <message>
        <source>{0} entries, unbroken.</source>
        <translation>{0} entradas, cadena íntegra.</translation>
    </message>
    <message>
        <source>No signature yet.</source>
        <translation>Aún sin firma.</translation>
    </message>
    <message>
        <source>Signed until entry {0}, on {1}.</source>
        <translation>Firmado hasta la entrada {0}, el {1}.</translation>
    </message>
    <message>
        <source>{0} later ones wait for the next.</source>
        <translation>{0} posteriores esperan la próxima.</translation>
    </message>
    <message>
        <source>Entry {0} was changed.</source>
        <translation>La entrada {0} fue cambiada.</translation>
    </message>
    <message>
        <source>Entry {0} does not follow the one before: something was put in or removed here.</source>
        <translation>La entrada {0} no sigue a la anterior: aquí se puso o se quitó algo.</translation>
    </message>
    <message>
        <source>Entry {0} is missing.</source>
        <translation>Falta la entrada {0}.</translation>
    </message>
    <message>
        <source>The trail was cut off before entry {0}.</source>
        <translation>El registro fue cortado antes de la entrada {0}.</translation>
    </message>
    <message>
        <source>From entry {0} on the trail was written anew: a signature does not fit.</source>
        <translation>Desde la entrada {0} el registro se reescribió: una firma no coincide.</translation>
    </message>
    <message>
        <source>The signature at entry {0} is not genuine.</source>
        <translation>La firma en la entrada {0} no es auténtica.</translation>
    </message>
    <message>
        <source>The signatures belong to another installation.</source>
        <translation>Las firmas son de otra instalación.</translation>
    </message>
    <message>
        <source>The file is damaged at entry {0}.</source>
        <translation>El archivo está dañado en la entrada {0}.</translation>
    </message>
    <message>
        <source>The trail is broken at entry {0}.</source>
        <translation>La cadena se rompe en la entrada {0}.</translation>
    </message>
</context>
<context>
    <name>AuditProofBar</name>
    <message>
        <source>Show entry</source>
        <translation>Ver entrada</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Verifying the whole trail, {0}. You can go on working.</source>
        <translation>Verificando todo el registro, {0}. Puede seguir trabajando.</translation>
    </message>
    <message>
        <source>The engine did not answer. Nothing is known of the trail; try again.</source>
        <translation>El motor no respondió. No se sabe nada del registro; repita.</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Came too late</source>
        <translation>Llegó tarde</translation>
    </message>
    <message>
        <source>Failed after all</source>
        <translation>Falló después</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>{0}, command line</source>
        <translation>{0}, línea de órdenes</translation>
    </message>
    <message>
        <source>Acknowledge alarms</source>
        <translation>Reconocer alarmas</translation>
    </message>
    <message>
        <source>Reset alarms</source>
        <translation>Restablecer alarmas</translation>
    </message>
    <message>
        <source>Shelve an alarm</source>
        <translation>Archivar alarma</translation>
    </message>
    <message>
        <source>Take off the shelf</source>
        <translation>Sacar del archivo</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Poner fuera de servicio</translation>
    </message>
    <message>
        <source>Return to service</source>
        <translation>Volver al servicio</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <source>Make the first administrator</source>
        <translation>Crear la primera administración</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>End a session</source>
        <translation>Terminar sesión</translation>
    </message>
    <message>
        <source>Lock the console</source>
        <translation>Bloquear el puesto</translation>
    </message>
    <message>
        <source>Unlock the console</source>
        <translation>Desbloquear el puesto</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Cambiar contraseña</translation>
    </message>
    <message>
        <source>Use a one-time code</source>
        <translation>Usar código de un uso</translation>
    </message>
    <message>
        <source>Turn on the second factor</source>
        <translation>Activar segundo factor</translation>
    </message>
    <message>
        <source>Turn off the second factor</source>
        <translation>Quitar segundo factor</translation>
    </message>
    <message>
        <source>Use a recovery code</source>
        <translation>Usar código de recuperación</translation>
    </message>
    <message>
        <source>Add an operator</source>
        <translation>Agregar operador</translation>
    </message>
    <message>
        <source>Change an operator</source>
        <translation>Cambiar operador</translation>
    </message>
    <message>
        <source>Reset an operator</source>
        <translation>Restablecer operador</translation>
    </message>
    <message>
        <source>Change a role</source>
        <translation>Cambiar rol</translation>
    </message>
    <message>
        <source>Drop a role</source>
        <translation>Eliminar rol</translation>
    </message>
    <message>
        <source>Forge a request</source>
        <translation>Falsificar un pedido</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Cambiar ajustes</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Importar ajustes</translation>
    </message>
    <message>
        <source>Restore settings</source>
        <translation>Recuperar ajustes</translation>
    </message>
    <message>
        <source>Change a secret</source>
        <translation>Cambiar secreto</translation>
    </message>
    <message>
        <source>Unlock the secrets</source>
        <translation>Abrir los secretos</translation>
    </message>
    <message>
        <source>Read the audit trail</source>
        <translation>Leer el registro de auditoría</translation>
    </message>
    <message>
        <source>Verify the audit trail</source>
        <translation>Verificar el registro</translation>
    </message>
    <message>
        <source>Sign the audit trail</source>
        <translation>Firmar el registro</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>See recorded video</source>
        <translation>Ver grabaciones</translation>
    </message>
    <message>
        <source>Test the broker</source>
        <translation>Probar el broker</translation>
    </message>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
    <message>
        <source>Stop the engine</source>
        <translation>Detener el motor</translation>
    </message>
    <message>
        <source>Gap in the history</source>
        <translation>Hueco en el historial</translation>
    </message>
    <message>
        <source>Select a device</source>
        <translation>Seleccionar un equipo</translation>
    </message>
    <message>
        <source>Review the effects</source>
        <translation>Revisar los efectos</translation>
    </message>
    <message>
        <source>Release a selection</source>
        <translation>Soltar una selección</translation>
    </message>
    <message>
        <source>Sign as the second person</source>
        <translation>Firmar como segunda persona</translation>
    </message>
    <message>
        <source>Sign at another&apos;s console</source>
        <translation>Firmar en la consola de otro</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>Selection ended</source>
        <translation>Selección terminada</translation>
    </message>
    <message>
        <source>Command a device</source>
        <translation>Ordenar a un equipo</translation>
    </message>
    <message>
        <source>Light up a place</source>
        <translation>Iluminar un lugar</translation>
    </message>
    <message>
        <source>Take an order back</source>
        <translation>Retirar una orden</translation>
    </message>
    <message>
        <source>Order ended</source>
        <translation>Orden terminada</translation>
    </message>
    <message>
        <source>Stop a group</source>
        <translation>Detener un grupo</translation>
    </message>
    <message>
        <source>Retry those that failed</source>
        <translation>Reintentar los que fallaron</translation>
    </message>
    <message>
        <source>Group ended</source>
        <translation>Grupo terminado</translation>
    </message>
    <message>
        <source>Tag for maintenance</source>
        <translation>Marcar en mantenimiento</translation>
    </message>
    <message>
        <source>Take the tag off</source>
        <translation>Quitar la marca</translation>
    </message>
    <message>
        <source>Put a lighting plan in force</source>
        <translation>Poner en vigor un plan de alumbrado</translation>
    </message>
    <message>
        <source>Save a group</source>
        <translation>Guardar un grupo</translation>
    </message>
    <message>
        <source>Drop a group</source>
        <translation>Borrar un grupo</translation>
    </message>
    <message>
        <source>Look at conditions</source>
        <translation>Ver condiciones</translation>
    </message>
    <message>
        <source>Watch cameras</source>
        <translation>Ver cámaras</translation>
    </message>
    <message>
        <source>Look at pictures of events</source>
        <translation>Ver imágenes de eventos</translation>
    </message>
    <message>
        <source>Steer a camera</source>
        <translation>Mover una cámara</translation>
    </message>
    <message>
        <source>Centre a camera</source>
        <translation>Centrar una cámara</translation>
    </message>
    <message>
        <source>Turn a camera to a preset</source>
        <translation>Llevar una cámara a una posición</translation>
    </message>
    <message>
        <source>Keep a clip</source>
        <translation>Guardar un clip</translation>
    </message>
    <message>
        <source>Release a locked clip</source>
        <translation>Liberar un clip bloqueado</translation>
    </message>
    <message>
        <source>Judge an event of a camera</source>
        <translation>Valorar un evento de cámara</translation>
    </message>
    <message>
        <source>Change a camera</source>
        <translation>Cambiar una cámara</translation>
    </message>
    <message>
        <source>Remove a camera</source>
        <translation>Quitar una cámara</translation>
    </message>
    <message>
        <source>Look for cameras in the network</source>
        <translation>Buscar cámaras en la red</translation>
    </message>
    <message>
        <source>Try a camera</source>
        <translation>Probar una cámara</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>Sin permiso</translation>
    </message>
    <message>
        <source>In another operator&apos;s name</source>
        <translation>A nombre de otra persona</translation>
    </message>
    <message>
        <source>An entry was changed</source>
        <translation>Una entrada fue cambiada</translation>
    </message>
    <message>
        <source>An entry was put in or removed</source>
        <translation>Se puso o se quitó una entrada</translation>
    </message>
    <message>
        <source>Entries are missing</source>
        <translation>Faltan entradas</translation>
    </message>
    <message>
        <source>The end was cut off</source>
        <translation>Se cortó el final</translation>
    </message>
    <message>
        <source>The trail was written anew</source>
        <translation>El registro se reescribió</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>Contraseña equivocada</translation>
    </message>
    <message>
        <source>Unknown name</source>
        <translation>Nombre desconocido</translation>
    </message>
    <message>
        <source>The operator is disabled</source>
        <translation>El operador está inhabilitado</translation>
    </message>
    <message>
        <source>Wrong code</source>
        <translation>Código equivocado</translation>
    </message>
    <message>
        <source>The code was used before</source>
        <translation>El código ya se usó</translation>
    </message>
    <message>
        <source>Locked out after too many tries</source>
        <translation>Bloqueado por demasiados intentos</translation>
    </message>
    <message>
        <source>Too soon after the last try</source>
        <translation>Muy pronto tras el último intento</translation>
    </message>
    <message>
        <source>Too many tries</source>
        <translation>Demasiados intentos</translation>
    </message>
    <message>
        <source>The code was missing</source>
        <translation>Faltó el código</translation>
    </message>
    <message>
        <source>Signed in at another console</source>
        <translation>Ya está en otro puesto</translation>
    </message>
    <message>
        <source>It had expired</source>
        <translation>Había vencido</translation>
    </message>
    <message>
        <source>The password was too weak</source>
        <translation>La contraseña era débil</translation>
    </message>
    <message>
        <source>Open an incident</source>
        <translation>Abrir un incidente</translation>
    </message>
    <message>
        <source>Acknowledge an incident</source>
        <translation>Reconocer un incidente</translation>
    </message>
    <message>
        <source>Give an incident to its owner</source>
        <translation>Dar dueño a un incidente</translation>
    </message>
    <message>
        <source>Watch an incident</source>
        <translation>Seguir un incidente</translation>
    </message>
    <message>
        <source>Write a note on an incident</source>
        <translation>Anotar en un incidente</translation>
    </message>
    <message>
        <source>Change the priority</source>
        <translation>Cambiar la prioridad</translation>
    </message>
    <message>
        <source>Describe an incident</source>
        <translation>Describir un incidente</translation>
    </message>
    <message>
        <source>Link a device</source>
        <translation>Vincular un equipo</translation>
    </message>
    <message>
        <source>Move alarms out of an incident</source>
        <translation>Sacar alarmas de un incidente</translation>
    </message>
    <message>
        <source>Mark the first cause</source>
        <translation>Marcar la causa</translation>
    </message>
    <message>
        <source>Merge incidents</source>
        <translation>Unir incidentes</translation>
    </message>
    <message>
        <source>Assign a crew</source>
        <translation>Asignar una cuadrilla</translation>
    </message>
    <message>
        <source>Write down where a crew is</source>
        <translation>Anotar dónde va una cuadrilla</translation>
    </message>
    <message>
        <source>Tick a step</source>
        <translation>Marcar un paso</translation>
    </message>
    <message>
        <source>Untick a step</source>
        <translation>Desmarcar un paso</translation>
    </message>
    <message>
        <source>Follow a procedure</source>
        <translation>Seguir un procedimiento</translation>
    </message>
    <message>
        <source>Resolve an incident</source>
        <translation>Resolver un incidente</translation>
    </message>
    <message>
        <source>Close an incident</source>
        <translation>Cerrar un incidente</translation>
    </message>
    <message>
        <source>Reopen an incident</source>
        <translation>Reabrir un incidente</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Adjuntar un archivo</translation>
    </message>
    <message>
        <source>Change a procedure</source>
        <translation>Cambiar un procedimiento</translation>
    </message>
    <message>
        <source>Begin a shift</source>
        <translation>Comenzar un turno</translation>
    </message>
    <message>
        <source>Write a note in the shift</source>
        <translation>Anotar en el turno</translation>
    </message>
    <message>
        <source>Hand a shift over</source>
        <translation>Entregar el turno</translation>
    </message>
    <message>
        <source>Take a shift over</source>
        <translation>Recibir el turno</translation>
    </message>
    <message>
        <source>End a shift</source>
        <translation>Terminar el turno</translation>
    </message>
    <message>
        <source>Change the work plan</source>
        <translation>Cambiar el plan de trabajo</translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>Search group or luminaire</source>
        <translation>Buscar grupo o luminaria</translation>
    </message>
    <message>
        <source>Save group</source>
        <translation>Guardar grupo</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Light up a place</source>
        <translation>Iluminar un lugar</translation>
    </message>
    <message>
        <source>No luminaires yet. They appear when they introduce themselves.</source>
        <translation>Aún no hay luminarias. Aparecen cuando se presentan.</translation>
    </message>
    <message>
        <source>Loading luminaires</source>
        <translation>Cargando luminarias</translation>
    </message>
</context>
<context>
    <name>BranchTable</name>
    <message>
        <source>Spanish</source>
        <translation>Español</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Inglés</translation>
    </message>
    <message>
        <source>Ways on, one of which is chosen</source>
        <translation>Caminos, de los que se elige uno</translation>
    </message>
</context>
<context>
    <name>CabinetStrip</name>
    <message>
        <source>Show the cabinet</source>
        <translation>Ver el tablero</translation>
    </message>
    <message>
        <source>Cabinet {0}</source>
        <translation>Tablero {0}</translation>
    </message>
    <message>
        <source>This cabinet has not introduced itself.</source>
        <translation>Este tablero aún no se presentó.</translation>
    </message>
    <message>
        <source>No readings yet.</source>
        <translation>Aún sin lecturas.</translation>
    </message>
</context>
<context>
    <name>CalendarForm</name>
    <message>
        <source>Name of the calendar</source>
        <translation>Nombre del calendario</translation>
    </message>
    <message>
        <source>Programme where no rule fits</source>
        <translation>Programa cuando ninguna regla se cumple</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>Añadir regla</translation>
    </message>
    <message>
        <source>Rules: the first that fits the night goes first</source>
        <translation>Reglas: vale la primera que se cumpla esa noche</translation>
    </message>
    <message>
        <source>Where no rule fits</source>
        <translation>Cuando ninguna regla se cumple</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Regla nueva</translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message>
        <source>Unsaved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Address and password stay as they are.</source>
        <translation>La dirección y la contraseña quedan como están.</translation>
    </message>
    <message>
        <source>Other stream…</source>
        <translation>Otra señal…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Remove camera…</source>
        <translation>Quitar cámara…</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Id, the same as that of its device</source>
        <translation>Id, el mismo que el de su dispositivo</translation>
    </message>
    <message>
        <source>Name and place</source>
        <translation>Nombre y lugar</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Señal</translation>
    </message>
    <message>
        <source>Select a camera, or add one</source>
        <translation>Elija una cámara o añada una</translation>
    </message>
    <message>
        <source>New camera</source>
        <translation>Cámara nueva</translation>
    </message>
    <message>
        <source>Id: letters, digits, dot, hyphen, underscore, as its device has it.</source>
        <translation>Id: letras, cifras, punto, guion o guion bajo, como lo tiene su dispositivo.</translation>
    </message>
</context>
<context>
    <name>CameraHealth</name>
    <message>
        <source>No signal</source>
        <translation>Sin señal</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>Ciega</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Congelada</translation>
    </message>
    <message>
        <source>Clock off</source>
        <translation>Reloj corrido</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Sirve</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Apagada</translation>
    </message>
    <message>
        <source>Only telemetry</source>
        <translation>Solo telemetría</translation>
    </message>
    <message>
        <source>Covered, moved, blurred, dark</source>
        <translation>Tapadas, movidas, borrosas u oscuras</translation>
    </message>
    <message>
        <source>Frozen picture</source>
        <translation>Congeladas</translation>
    </message>
    <message>
        <source>Clock off by more than {0} s</source>
        <translation>Reloj desfasado más de {0} s</translation>
    </message>
    <message>
        <source>Live or still</source>
        <translation>En vivo o fijas</translation>
    </message>
    <message>
        <source>{0} ({1} not known)</source>
        <translation>{0} ({1} sin conocer)</translation>
    </message>
    <message>
        <source>Bad picture</source>
        <translation>Mala imagen</translation>
    </message>
    <message>
        <source>no fault</source>
        <translation>sin falla</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>movida</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>borrosa</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>tapada</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>oscura</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>congelada</translation>
    </message>
    <message>
        <source>clock off</source>
        <translation>reloj corrido</translation>
    </message>
    <message>
        <source>{0}; not recorded, its main stream does not come</source>
        <translation>{0}; no se graba, su flujo principal no llega</translation>
    </message>
    <message>
        <source>Serves, far slower than usual</source>
        <translation>Sirve, mucho más lenta que de costumbre</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>informa</translation>
    </message>
    <message>
        <source>late</source>
        <translation>con retraso</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>callada</translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>nunca oída</translation>
    </message>
    <message>
        <source>new: {0} days to go</source>
        <translation>nueva: quedan {0} días</translation>
    </message>
    <message>
        <source>1 day missing</source>
        <translation>falta 1 día</translation>
    </message>
    <message>
        <source>{0} days missing</source>
        <translation>faltan {0} días</translation>
    </message>
    <message>
        <source>1 day is missing on the disk</source>
        <translation>falta 1 día en el disco</translation>
    </message>
    <message>
        <source>{0} days are missing on the disk</source>
        <translation>faltan {0} días en el disco</translation>
    </message>
    <message>
        <source>No district</source>
        <translation>Sin distrito</translation>
    </message>
</context>
<context>
    <name>CameraList</name>
    <message>
        <source>Filter cameras</source>
        <translation>Filtrar cámaras</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>No camera is called so.</source>
        <translation>Ninguna cámara se llama así.</translation>
    </message>
    <message>
        <source>No cameras yet.</source>
        <translation>Aún no hay cámaras.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retirada</translation>
    </message>
</context>
<context>
    <name>CameraPanel</name>
    <message>
        <source>No camera chosen</source>
        <translation>Ninguna cámara elegida</translation>
    </message>
</context>
<context>
    <name>CameraReasons</name>
    <message>
        <source>does not answer</source>
        <translation>no responde</translation>
    </message>
    <message>
        <source>refuses user or password</source>
        <translation>rechaza el usuario o la contraseña</translation>
    </message>
    <message>
        <source>sends what is no video</source>
        <translation>envía algo que no es video</translation>
    </message>
    <message>
        <source>ended the stream</source>
        <translation>terminó la señal</translation>
    </message>
    <message>
        <source>refuses the connection</source>
        <translation>rechaza la conexión</translation>
    </message>
    <message>
        <source>is not reached in the network</source>
        <translation>no se alcanza en la red</translation>
    </message>
    <message>
        <source>broke the connection off</source>
        <translation>cortó la conexión</translation>
    </message>
    <message>
        <source>asks for user and password</source>
        <translation>pide usuario y contraseña</translation>
    </message>
    <message>
        <source>forbids this stream to the user</source>
        <translation>no deja ver esta señal al usuario</translation>
    </message>
    <message>
        <source>has no such stream</source>
        <translation>no tiene esa señal</translation>
    </message>
    <message>
        <source>takes no more connections</source>
        <translation>no admite más conexiones</translation>
    </message>
    <message>
        <source>refuses the request</source>
        <translation>rechaza la petición</translation>
    </message>
    <message>
        <source>has a fault of its own</source>
        <translation>tiene una falla propia</translation>
    </message>
    <message>
        <source>has no pictures in its stream</source>
        <translation>no trae imágenes en su señal</translation>
    </message>
    <message>
        <source>sends an unknown codec</source>
        <translation>usa un códec desconocido</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>no tiene el archivo</translation>
    </message>
    <message>
        <source>may not be read by the program</source>
        <translation>no se deja leer por el programa</translation>
    </message>
    <message>
        <source>has an address of unknown kind</source>
        <translation>tiene una dirección de tipo desconocido</translation>
    </message>
    <message>
        <source>no memory or disk for its picture</source>
        <translation>no tiene memoria o disco para su imagen</translation>
    </message>
    <message>
        <source>shows another certificate than expected</source>
        <translation>muestra otro certificado que el esperado</translation>
    </message>
    <message>
        <source>shows a certificate of no known authority</source>
        <translation>muestra un certificado de ninguna autoridad conocida</translation>
    </message>
    <message>
        <source>makes no encrypted connection</source>
        <translation>no establece una conexión cifrada</translation>
    </message>
    <message>
        <source>hangs the decoder and is left alone a while</source>
        <translation>cuelga el decodificador y se deja en paz un rato</translation>
    </message>
    <message>
        <source>failed; the log has the details</source>
        <translation>falló; el registro tiene los detalles</translation>
    </message>
    <message>
        <source>does not speak ONVIF</source>
        <translation>no habla ONVIF</translation>
    </message>
    <message>
        <source>cannot do that</source>
        <translation>no puede hacer eso</translation>
    </message>
</context>
<context>
    <name>CameraReport</name>
    <message>
        <source>Camera health and retention</source>
        <translation>Salud de las cámaras y días guardados</translation>
    </message>
    <message>
        <source>Clock not known</source>
        <translation>Reloj sin conocer</translation>
    </message>
    <message>
        <source>Cameras with a stream, switched on</source>
        <translation>Cámaras con señal propia, encendidas</translation>
    </message>
    <message>
        <source>Keep too few days</source>
        <translation>Guardan menos días de los exigidos</translation>
    </message>
    <message>
        <source>Days that the law asks for</source>
        <translation>Días que exige la ley</translation>
    </message>
    <message>
        <source>Districts in this report</source>
        <translation>Distritos en este informe</translation>
    </message>
    <message>
        <source>No engine ran when this was made: how cameras were then is not known.</source>
        <translation>No había motor en marcha al hacerlo: no se sabe cómo estaban las cámaras.</translation>
    </message>
    <message>
        <source>Only cameras of these districts: {0}.</source>
        <translation>Solo cámaras de estos distritos: {0}.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cuántas</translation>
    </message>
    <message>
        <source>Days kept are those that nine of ten cameras have; the law asks for {0}.</source>
        <translation>Los días guardados son los que tienen nueve de cada diez cámaras; la ley exige {0}.</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Distritos</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>With a fault</source>
        <translation>Con falla</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Graban</translation>
    </message>
    <message>
        <source>Days kept</source>
        <translation>Días guardados</translation>
    </message>
    <message>
        <source>Worst camera</source>
        <translation>La peor</translation>
    </message>
    <message>
        <source>Days missing</source>
        <translation>Días que faltan</translation>
    </message>
    <message>
        <source>Keep too few</source>
        <translation>Guardan de menos</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Última imagen</translation>
    </message>
    <message>
        <source>Up, 30 days</source>
        <translation>En servicio, 30 días</translation>
    </message>
    <message>
        <source>Gone from the disk</source>
        <translation>Faltan en el disco</translation>
    </message>
    <message>
        <source>Uptime is of the time that somebody watched. New cameras miss days too.</source>
        <translation>El tiempo en servicio es del tiempo vigilado. A las cámaras nuevas también les faltan días.</translation>
    </message>
    <message>
        <source>What the cameras send</source>
        <translation>Lo que envían las cámaras</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Imágenes por segundo</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>De costumbre</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>Watched, 30 days</source>
        <translation>Vigilada, 30 días</translation>
    </message>
    <message>
        <source>Blind of it</source>
        <translation>Ciega de ese tiempo</translation>
    </message>
    <message>
        <source>Gaps in the recordings</source>
        <translation>Huecos en las grabaciones</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>A day counts as recorded from 95 % of what its camera is to record.</source>
        <translation>Un día cuenta como grabado desde el 95 % de lo que su cámara debe grabar.</translation>
    </message>
</context>
<context>
    <name>CameraSection</name>
    <message>
        <source>Nearest cameras</source>
        <translation>Cámaras más cercanas</translation>
    </message>
    <message>
        <source>The incident has no place on the map.</source>
        <translation>El incidente no tiene lugar en el mapa.</translation>
    </message>
    <message>
        <source>No camera within {0}.</source>
        <translation>Ninguna cámara a menos de {0}.</translation>
    </message>
    <message>
        <source>sees the place</source>
        <translation>ve el lugar</translation>
    </message>
</context>
<context>
    <name>CameraSettings</name>
    <message>
        <source>High</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Around events</source>
        <translation>Alrededor de eventos</translation>
    </message>
    <message>
        <source>All the time</source>
        <translation>Todo el tiempo</translation>
    </message>
    <message>
        <source>No picture: the camera {0}.</source>
        <translation>Sin imagen: la cámara {0}.</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} ips</translation>
    </message>
    <message>
        <source>The camera works. Its picture is coarse: you may not see faces and plates of this camera.</source>
        <translation>La cámara funciona. Su imagen se muestra borrosa: usted no puede ver caras ni placas de esta cámara.</translation>
    </message>
    <message>
        <source>The camera works. Its picture is not shown: a camera of this host has privacy zones, and nobody knows where they lie in this one. Try it under the id of that camera.</source>
        <translation>La cámara funciona. Su imagen no se muestra: una cámara de este equipo tiene zonas de privacidad, y nadie sabe dónde caen en esta. Pruébela con la clave de esa cámara.</translation>
    </message>
    <message>
        <source>The camera works. Its picture is not shown here.</source>
        <translation>La cámara funciona. Su imagen no se muestra aquí.</translation>
    </message>
</context>
<context>
    <name>CameraTile</name>
    <message>
        <source>person</source>
        <translation>persona</translation>
    </message>
    <message>
        <source>two-wheeler</source>
        <translation>dos ruedas</translation>
    </message>
    <message>
        <source>car</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Movida</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Borrosa</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>Tapada</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscura</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Congelada</translation>
    </message>
    <message>
        <source>Clock off</source>
        <translation>Reloj corrido</translation>
    </message>
    <message>
        <source>No signal {0}</source>
        <translation>Sin señal {0}</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Sin permiso</translation>
    </message>
    <message>
        <source>Not a known camera</source>
        <translation>Cámara desconocida</translation>
    </message>
    <message>
        <source>Video stopped</source>
        <translation>Video detenido</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Apagada</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>Sin señal</translation>
    </message>
    <message>
        <source>Still, 1 a minute</source>
        <translation>Fija, 1 por minuto</translation>
    </message>
    <message>
        <source>Slowed down</source>
        <translation>Más lenta</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Grabado</translation>
    </message>
    <message>
        <source>1/min</source>
        <translation>1/min</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} ips</translation>
    </message>
    <message>
        <source>Drag a camera here</source>
        <translation>Arrastre aquí una cámara</translation>
    </message>
    <message>
        <source>No video supervisor since {0}, {1}</source>
        <translation>Sin supervisor de video desde {0}, {1}</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>desde hace {0}</translation>
    </message>
    <message>
        <source>Opening the footage</source>
        <translation>Abriendo la grabación</translation>
    </message>
    <message>
        <source>Not recorded: no main stream</source>
        <translation>No se graba: sin flujo principal</translation>
    </message>
    <message>
        <source>Damaged footage</source>
        <translation>Video dañado</translation>
    </message>
    <message>
        <source>This part of the file cannot be read. It goes on after it; other copies may be sound.</source>
        <translation>Esta parte del archivo no se puede leer. Sigue después de ella; otras copias pueden estar sanas.</translation>
    </message>
    <message>
        <source>No memory for the picture</source>
        <translation>Sin memoria para la imagen</translation>
    </message>
    <message>
        <source>Close other playbacks or programs on the server.</source>
        <translation>Cierre otras reproducciones o programas en el servidor.</translation>
    </message>
    <message>
        <source>No footage of this time</source>
        <translation>Nada grabado a esta hora</translation>
    </message>
    <message>
        <source>Nothing was recorded then, or it is deleted. The timeline shows where there is footage.</source>
        <translation>No se grabó nada entonces, o ya se borró. La línea de tiempo muestra dónde hay video.</translation>
    </message>
    <message>
        <source>no picture yet</source>
        <translation>aún sin imagen</translation>
    </message>
    <message>
        <source>last picture {0}, {1}</source>
        <translation>última imagen {0}, {1}</translation>
    </message>
    <message>
        <source>next try in {0}</source>
        <translation>reintenta en {0}</translation>
    </message>
    <message>
        <source>The engine does not show it to you.</source>
        <translation>El motor no se la muestra a usted.</translation>
    </message>
</context>
<context>
    <name>CamerasModel</name>
    <message>
        <source>Not heard of yet</source>
        <translation>Aún no se ha presentado</translation>
    </message>
    <message>
        <source>On no map</source>
        <translation>En ningún mapa</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Encendida</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagada</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Graba</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Importancia</translation>
    </message>
    <message>
        <source>PTZ</source>
        <translation>PTZ</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
</context>
<context>
    <name>CamerasPage</name>
    <message>
        <source>Find cameras…</source>
        <translation>Buscar cámaras…</translation>
    </message>
    <message>
        <source>Add camera</source>
        <translation>Añadir cámara</translation>
    </message>
    <message>
        <source>Search cameras</source>
        <translation>Buscar en la lista</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>No camera is called so.</source>
        <translation>Ninguna cámara se llama así.</translation>
    </message>
    <message>
        <source>There are no cameras yet. Find them in the network, or add one by hand.</source>
        <translation>Aún no hay cámaras. Búsquelas en la red o añada una a mano.</translation>
    </message>
    <message>
        <source>Save or discard what was changed first.</source>
        <translation>Primero guarde o descarte lo que cambió.</translation>
    </message>
    <message>
        <source>There is a camera with this id already.</source>
        <translation>Ya hay una cámara con este id.</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>Se guardó {0}</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>¿Quitar {0}?</translation>
    </message>
    <message>
        <source>Its stream is let go and its password forgotten. Recordings stay as long as they are kept. To stop using it for a while, switch it off instead.</source>
        <translation>Se suelta su señal y se olvida su contraseña. Las grabaciones quedan mientras dure su plazo. Para no usarla por un tiempo, mejor apáguela.</translation>
    </message>
    <message>
        <source>Remove camera</source>
        <translation>Quitar cámara</translation>
    </message>
    <message>
        <source>Removed {0}</source>
        <translation>Se quitó {0}</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture to draw zones and lines on</source>
        <translation>Imagen donde dibujar zonas y líneas</translation>
    </message>
    <message>
        <source>Insert sets a corner, arrows move it, Enter goes to the next, Delete takes it away.</source>
        <translation>Insertar pone una esquina, las flechas la mueven, Intro va a la siguiente, Suprimir la quita.</translation>
    </message>
</context>
<context>
    <name>CardContent</name>
    <message>
        <source>Take the order back</source>
        <translation>Retirar la orden</translation>
    </message>
    <message>
        <source>Hold here</source>
        <translation>Detener aquí</translation>
    </message>
    <message>
        <source>The isolated segment and whom it cuts off: not known yet, the water network is not loaded.</source>
        <translation>El tramo aislado y a quién deja sin agua: aún no se sabe, la red de agua no está cargada.</translation>
    </message>
    <message>
        <source>On MQTT 3.1.1 only the device&apos;s own clock keeps an order from acting late.</source>
        <translation>Con MQTT 3.1.1 sólo el reloj del equipo evita que una orden actúe tarde.</translation>
    </message>
    <message>
        <source>Orders · every step comes from the device, the last from a reading</source>
        <translation>Órdenes · cada paso lo confirma el equipo; el último, una medición</translation>
    </message>
    <message>
        <source>End maintenance</source>
        <translation>Terminar mantenimiento</translation>
    </message>
    <message>
        <source>Maintenance…</source>
        <translation>Mantenimiento…</translation>
    </message>
    <message>
        <source>Put under maintenance</source>
        <translation>Poner en mantenimiento</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escriba el motivo</translation>
    </message>
</context>
<context>
    <name>CardDelegate</name>
    <message>
        <source>{0}, new: {1}</source>
        <translation>{0}, nuevos: {1}</translation>
    </message>
    <message>
        <source>No district</source>
        <translation>Sin distrito</translation>
    </message>
    <message>
        <source>No owner</source>
        <translation>Sin dueño</translation>
    </message>
    <message>
        <source>No crew</source>
        <translation>Sin cuadrilla</translation>
    </message>
    <message>
        <source>Overdue {0}</source>
        <translation>Vencido {0}</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Reserved by {0}</source>
        <translation>Reserva de {0}</translation>
    </message>
    <message>
        <source>Maintenance · {0}</source>
        <translation>Mantenimiento · {0}</translation>
    </message>
    <message>
        <source>Only the device&apos;s own clock keeps an order from acting late.</source>
        <translation>Sólo el reloj del equipo evita que una orden actúe tarde.</translation>
    </message>
    <message>
        <source>Broker and device both drop an order that is late.</source>
        <translation>El broker y el equipo descartan una orden que llega tarde.</translation>
    </message>
</context>
<context>
    <name>CauseDialog</name>
    <message>
        <source>Mark the first cause</source>
        <translation>Marcar la causa primera</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Alarms of the incident</source>
        <translation>Alarmas del incidente</translation>
    </message>
    <message>
        <source>Choose an alarm.</source>
        <translation>Elija una alarma.</translation>
    </message>
    <message>
        <source>It is the first cause already.</source>
        <translation>Ya es la causa primera.</translation>
    </message>
</context>
<context>
    <name>CauseSection</name>
    <message>
        <source>First cause</source>
        <translation>Causa primera</translation>
    </message>
    <message>
        <source>First cause and linked devices</source>
        <translation>Causa primera y dispositivos vinculados</translation>
    </message>
    <message>
        <source>No alarm marked.</source>
        <translation>Ninguna alarma marcada.</translation>
    </message>
    <message>
        <source>Alarms: {0}, active: {1}</source>
        <translation>Alarmas: {0}, activas: {1}</translation>
    </message>
    <message>
        <source>Goes on in {0}</source>
        <translation>Sigue en {0}</translation>
    </message>
    <message>
        <source>Follows {0}</source>
        <translation>Sigue a {0}</translation>
    </message>
    <message>
        <source>Took in {0}</source>
        <translation>Incluye {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>desde {0}</translation>
    </message>
    <message>
        <source>back to normal at {0}</source>
        <translation>volvió a normal a las {0}</translation>
    </message>
    <message>
        <source>Linked by hand</source>
        <translation>Vinculado a mano</translation>
    </message>
    <message>
        <source>{0} are consequences</source>
        <translation>{0} son consecuencias</translation>
    </message>
    <message>
        <source>Takes along {0}</source>
        <translation>Arrastra {0}</translation>
    </message>
    <message>
        <source>others</source>
        <translation>otros</translation>
    </message>
</context>
<context>
    <name>ChosenIncident</name>
    <message>
        <source>Dispatch</source>
        <translation>Despachar</translation>
    </message>
    <message>
        <source>Choose an incident in the list.</source>
        <translation>Elija un incidente en la lista.</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Close the incident</source>
        <translation>Cerrar el incidente</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>Choose the incident that stays.</source>
        <translation>Elija el incidente que queda.</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>Alarms still active: {0}</source>
        <translation>Alarmas aún activas: {0}</translation>
    </message>
</context>
<context>
    <name>ClosedIncidents</name>
    <message>
        <source>The database does not answer. Closed incidents cannot be read.</source>
        <translation>La base de datos no responde. No se pueden leer los incidentes cerrados.</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>One-time code</source>
        <translation>Código de un uso</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Code for {0} ({1})</source>
        <translation>Código para {0} ({1})</translation>
    </message>
    <message>
        <source>Good for one use until {0}. Give it to nobody else.</source>
        <translation>Sirve una vez, hasta el {0}. No lo dé a nadie más.</translation>
    </message>
    <message>
        <source>With it the operator signs in and chooses a password. It is not shown again.</source>
        <translation>Con él se inicia sesión y se elige contraseña. No se vuelve a mostrar.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>Recovery codes</source>
        <translation>Códigos de recuperación</translation>
    </message>
    <message>
        <source>Each lets you in once without the telephone. They are shown now and never again: keep them apart from this PC.</source>
        <translation>Cada uno permite entrar una vez sin el teléfono. Se muestran ahora y nunca más: guárdelos lejos de este equipo.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Guardar en un archivo…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Save the recovery codes</source>
        <translation>Guardar los códigos de recuperación</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>No se guardó: {0}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
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
    <name>CommandSection</name>
    <message>
        <source>Orders given for it</source>
        <translation>Órdenes dadas</translation>
    </message>
    <message>
        <source>Several devices</source>
        <translation>Varios dispositivos</translation>
    </message>
</context>
<context>
    <name>Compass</name>
    <message>
        <source>Where it looks</source>
        <translation>Hacia dónde mira</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
</context>
<context>
    <name>ConditionList</name>
    <message>
        <source>Choose what to do to see what must hold.</source>
        <translation>Elija qué hacer para ver qué debe cumplirse.</translation>
    </message>
    <message>
        <source>Conditions to operate</source>
        <translation>Condiciones para ejecutar</translation>
    </message>
    <message>
        <source>Conditions to operate · {0} of {1}</source>
        <translation>Condiciones para ejecutar · {0} de {1}</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>Pass</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>{0} · accepted</source>
        <translation>{0} · aceptado</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
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
    <name>ControlCard</name>
    <message>
        <source>No link to the broker for {0}. The last values are shown, no order goes out.</source>
        <translation>Sin enlace con el broker desde hace {0}. Se muestra lo último; no sale ninguna orden.</translation>
    </message>
    <message>
        <source>Loading orders and selections.</source>
        <translation>Cargando órdenes y selecciones.</translation>
    </message>
    <message>
        <source>Choose a valve, a pump, a siren or a cabinet.</source>
        <translation>Elija una válvula, una bomba, una sirena o un tablero.</translation>
    </message>
    <message>
        <source>{0} takes no orders.</source>
        <translation>{0} no recibe órdenes.</translation>
    </message>
    <message>
        <source>{0} is commanded in Lighting.</source>
        <translation>{0} se ordena en Alumbrado.</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>sin enviar todavía</translation>
    </message>
    <message>
        <source>the programme</source>
        <translation>el programa</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automática</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>order of {0}</source>
        <translation>orden de {0}</translation>
    </message>
    <message>
        <source>as the device says</source>
        <translation>según el equipo</translation>
    </message>
    <message>
        <source>no reading yet</source>
        <translation>sin lecturas todavía</translation>
    </message>
</context>
<context>
    <name>ControlChoices</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Throttle</source>
        <translation>Estrangular</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Arrancar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonar</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Alimentar</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
</context>
<context>
    <name>ControlConditions</name>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libre</translation>
    </message>
    <message>
        <source>would be cut off</source>
        <translation>quedaría sin agua</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>al {0}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>is on</source>
        <translation>está en marcha</translation>
    </message>
    <message>
        <source>is off</source>
        <translation>está apagado</translation>
    </message>
    <message>
        <source>already at {0}</source>
        <translation>ya al {0}</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>remoto</translation>
    </message>
    <message>
        <source>local</source>
        <translation>local</translation>
    </message>
    <message>
        <source>{0} keeps its supply</source>
        <translation>{0} conserva el agua</translation>
    </message>
    <message>
        <source>{0} has an open way out</source>
        <translation>{0} tiene una salida abierta</translation>
    </message>
    <message>
        <source>{0} must be closed</source>
        <translation>{0} debe estar cerrada</translation>
    </message>
    <message>
        <source>The device reported within {0}</source>
        <translation>El equipo reportó en los últimos {0}</translation>
    </message>
    <message>
        <source>Its clock is right to within {0}</source>
        <translation>Su reloj está bien, a menos de {0}</translation>
    </message>
    <message>
        <source>Pressure upstream below {0}</source>
        <translation>Presión aguas arriba menor de {0}</translation>
    </message>
    <message>
        <source>Moves in {0} or more, against water hammer</source>
        <translation>Se mueve en {0} o más, contra golpe de ariete</translation>
    </message>
    <message>
        <source>Fewer than {0} starts within the hour</source>
        <translation>Menos de {0} arranques en la hora</translation>
    </message>
</context>
<context>
    <name>ControlFoot</name>
    <message>
        <source>No answer in {0}</source>
        <translation>Si no responde en {0}</translation>
    </message>
    <message>
        <source>It was sent {0} times under one id. Raises an alarm. Check the link.</source>
        <translation>Se envió {0} veces con una misma clave. Abre alarma. Revise el enlace.</translation>
    </message>
    <message>
        <source>It is not sent again. Raises an alarm. Check the link.</source>
        <translation>No se reenvía. Abre alarma. Revise el enlace.</translation>
    </message>
    <message>
        <source>Not at its end in {0}</source>
        <translation>Si no termina en {0}</translation>
    </message>
    <message>
        <source>It is told to hold where it is. Raises an alarm.</source>
        <translation>Se le manda detenerse donde está. Abre alarma.</translation>
    </message>
    <message>
        <source>Raises an alarm. Send somebody to look.</source>
        <translation>Abre alarma. Envíe a alguien a ver.</translation>
    </message>
    <message>
        <source>Flow does not fall in {0}</source>
        <translation>Si el caudal no baja en {0}</translation>
    </message>
    <message>
        <source>Readings deny it for {0}</source>
        <translation>Si la medición lo niega {0}</translation>
    </message>
    <message>
        <source>Marked not confirmed. Raises an alarm. Look on site.</source>
        <translation>Marca «sin confirmar». Abre alarma. Pida ver en sitio.</translation>
    </message>
    <message>
        <source>To undo</source>
        <translation>Para deshacer</translation>
    </message>
    <message>
        <source>Throttle to 10 %, wait 60 s, then open further.</source>
        <translation>Abrir al 10 %, esperar 60 s y seguir.</translation>
    </message>
    <message>
        <source>Close or throttle with the same steps.</source>
        <translation>Cerrar o estrangular con los mismos pasos.</translation>
    </message>
    <message>
        <source>Ask for the opening it had before.</source>
        <translation>Pedir la apertura que tenía antes.</translation>
    </message>
    <message>
        <source>Start it; mind the starts left in the hour.</source>
        <translation>Arrancarla; cuide los arranques que quedan en la hora.</translation>
    </message>
    <message>
        <source>Stop it.</source>
        <translation>Pararla.</translation>
    </message>
    <message>
        <source>Ask for the speed it had before.</source>
        <translation>Pedir la velocidad que tenía antes.</translation>
    </message>
    <message>
        <source>Silence it; it also ends by itself.</source>
        <translation>Silenciarla; también termina sola.</translation>
    </message>
    <message>
        <source>Sound it again with the same steps.</source>
        <translation>Sonarla de nuevo con los mismos pasos.</translation>
    </message>
    <message>
        <source>Feed the circuit again.</source>
        <translation>Alimentar el circuito de nuevo.</translation>
    </message>
    <message>
        <source>Cut the circuit.</source>
        <translation>Cortar el circuito.</translation>
    </message>
</context>
<context>
    <name>ControlLife</name>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>Medición</translation>
    </message>
    <message>
        <source>Way back</source>
        <translation>Vuelta atrás</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>sin enviar</translation>
    </message>
    <message>
        <source>Waits for the second signature</source>
        <translation>Espera segunda firma</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Seleccionada</translation>
    </message>
    <message>
        <source>by the programme</source>
        <translation>por el programa</translation>
    </message>
    <message>
        <source>automatic, after it stuck</source>
        <translation>automática, porque se trabó</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} y {1}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>al {0}</translation>
    </message>
    <message>
        <source>late, changed nothing</source>
        <translation>tarde, no cambió nada</translation>
    </message>
    <message>
        <source>drafted</source>
        <translation>redactada</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>firmada</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviada</translation>
    </message>
    <message>
        <source>received</source>
        <translation>recibida</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>done, says the device</source>
        <translation>hecha, según el equipo</translation>
    </message>
    <message>
        <source>confirmed by measurement</source>
        <translation>confirmada por medición</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>vencida</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tiempo agotado</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>retirada</translation>
    </message>
</context>
<context>
    <name>ControlLine</name>
    <message>
        <source>Control</source>
        <translation>Controlar</translation>
    </message>
</context>
<context>
    <name>ControlOffers</name>
    <message>
        <source>Select {0}</source>
        <translation>Seleccionar {0}</translation>
    </message>
    <message>
        <source>Choose what to do.</source>
        <translation>Elija qué hacer.</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>Hold to {0}</source>
        <translation>Mantener para {0}</translation>
    </message>
    <message>
        <source>Effects reviewed, go on</source>
        <translation>Efectos revisados, seguir</translation>
    </message>
    <message>
        <source>Enabled by the second signature.</source>
        <translation>Se habilita con la segunda firma.</translation>
    </message>
    <message>
        <source>Sign for {0}</source>
        <translation>Firmar para {0}</translation>
    </message>
    <message>
        <source>{0} has it selected, {1} left.</source>
        <translation>{0} tiene la selección, queda {1}.</translation>
    </message>
    <message>
        <source>Write why the condition is passed.</source>
        <translation>Escriba por qué se acepta la condición.</translation>
    </message>
    <message>
        <source>Reading the conditions.</source>
        <translation>Leyendo las condiciones.</translation>
    </message>
    <message>
        <source>Not met: {0}</source>
        <translation>No se cumple: {0}</translation>
    </message>
</context>
<context>
    <name>ControlRequests</name>
    <message>
        <source>Selected</source>
        <translation>Seleccionada</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisada</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmada</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Soltada</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. See what the device says before asking again.</source>
        <translation>El motor no respondió. Mire qué dice el equipo antes de pedir de nuevo.</translation>
    </message>
    <message>
        <source>It could not be asked.</source>
        <translation>No se pudo pedir.</translation>
    </message>
</context>
<context>
    <name>ControlSteps</name>
    <message>
        <source>not needed</source>
        <translation>no hace falta</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Seleccionar</translation>
    </message>
    <message>
        <source>Review effects</source>
        <translation>Revisar efectos</translation>
    </message>
    <message>
        <source>Second signature</source>
        <translation>Segunda firma</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>Confirm by measurement</source>
        <translation>Confirmar por medición</translation>
    </message>
    <message>
        <source>waits {0}</source>
        <translation>espera {0}</translation>
    </message>
</context>
<context>
    <name>ControlWords</name>
    <message>
        <source>Fed</source>
        <translation>Alimentado</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortado</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Medido</translation>
    </message>
    <message>
        <source>throttle to {0}</source>
        <translation>estrangular al {0}</translation>
    </message>
    <message>
        <source>set speed to {0}</source>
        <translation>fijar velocidad al {0}</translation>
    </message>
    <message>
        <source>close</source>
        <translation>cerrar</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abrir</translation>
    </message>
    <message>
        <source>hold where it is</source>
        <translation>detener donde está</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>parar</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>silenciar</translation>
    </message>
    <message>
        <source>back to the programme</source>
        <translation>volver al programa</translation>
    </message>
    <message>
        <source>hand down the programme</source>
        <translation>entregar el programa</translation>
    </message>
    <message>
        <source>stand down</source>
        <translation>dar por terminada la tarea</translation>
    </message>
    <message>
        <source>feed the circuit</source>
        <translation>alimentar el circuito</translation>
    </message>
    <message>
        <source>cut the circuit</source>
        <translation>cortar el circuito</translation>
    </message>
    <message>
        <source>start</source>
        <translation>arrancar</translation>
    </message>
    <message>
        <source>start at {0}</source>
        <translation>arrancar al {0}</translation>
    </message>
    <message>
        <source>sound {0} for {1}</source>
        <translation>sonar {0} durante {1}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>switch off</source>
        <translation>apagar</translation>
    </message>
    <message>
        <source>set to {0}</source>
        <translation>fijar al {0}</translation>
    </message>
    <message>
        <source>go to the incident</source>
        <translation>acudir al incidente</translation>
    </message>
    <message>
        <source>go to {0}</source>
        <translation>acudir a {0}</translation>
    </message>
    <message>
        <source>evacuation</source>
        <translation>evacuación</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>alerta</translation>
    </message>
    <message>
        <source>flood</source>
        <translation>inundación</translation>
    </message>
    <message>
        <source>tsunami</source>
        <translation>tsunami</translation>
    </message>
    <message>
        <source>fire</source>
        <translation>incendio</translation>
    </message>
    <message>
        <source>all clear</source>
        <translation>fin de alerta</translation>
    </message>
    <message>
        <source>test tone</source>
        <translation>tono de prueba</translation>
    </message>
    <message>
        <source>Refused by the device</source>
        <translation>Rechazada por el equipo</translation>
    </message>
    <message>
        <source>Expired before the device took it</source>
        <translation>Venció antes de que el equipo la tomara</translation>
    </message>
    <message>
        <source>Done, says the device; measurement awaited</source>
        <translation>Hecha, según el equipo; falta la medición</translation>
    </message>
    <message>
        <source>Waits its turn</source>
        <translation>Espera su turno</translation>
    </message>
    <message>
        <source>Signed, waits its turn</source>
        <translation>Firmada, espera su turno</translation>
    </message>
    <message>
        <source>Sent, waits for the answer</source>
        <translation>Enviada, espera respuesta</translation>
    </message>
    <message>
        <source>Received by the device</source>
        <translation>Recibida por el equipo</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Circuit fed</source>
        <translation>Circuito alimentado</translation>
    </message>
    <message>
        <source>Circuit cut</source>
        <translation>Circuito cortado</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Retenida</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Sounding</source>
        <translation>Sonando</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>En silencio</translation>
    </message>
    <message>
        <source>Follows the programme</source>
        <translation>Sigue el programa</translation>
    </message>
    <message>
        <source>Keeps the programme</source>
        <translation>Guarda el programa</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>En el lugar</translation>
    </message>
    <message>
        <source>Stood down</source>
        <translation>Tarea terminada</translation>
    </message>
    <message>
        <source>At {0}</source>
        <translation>Al {0}</translation>
    </message>
    <message>
        <source>The device did not answer</source>
        <translation>El equipo no respondió</translation>
    </message>
    <message>
        <source>Link lost: it may or may not have been done</source>
        <translation>Enlace perdido: pudo hacerse o no</translation>
    </message>
    <message>
        <source>Did not finish</source>
        <translation>No terminó</translation>
    </message>
    <message>
        <source>Not confirmed: no reading came</source>
        <translation>Sin confirmar: no llegó medición</translation>
    </message>
    <message>
        <source>Not confirmed: readings say otherwise</source>
        <translation>Sin confirmar: la medición dice otra cosa</translation>
    </message>
    <message>
        <source>Replaced by a newer one</source>
        <translation>Reemplazada por una más nueva</translation>
    </message>
    <message>
        <source>Undone by a newer order</source>
        <translation>Deshecha por una orden más nueva</translation>
    </message>
    <message>
        <source>Stopped before it was sent</source>
        <translation>Detenida antes de enviarse</translation>
    </message>
    <message>
        <source>Taken back before it was sent</source>
        <translation>Retirada antes de enviarse</translation>
    </message>
    <message>
        <source>Not sent: no link, or waited too long</source>
        <translation>Sin enviar: sin enlace o esperó demasiado</translation>
    </message>
    <message>
        <source>Not sent: a condition failed</source>
        <translation>Sin enviar: no se cumplió una condición</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>Retirada</translation>
    </message>
    <message>
        <source>it came too late</source>
        <translation>llegó tarde</translation>
    </message>
    <message>
        <source>its switch is on local</source>
        <translation>su mando está en local</translation>
    </message>
    <message>
        <source>it is busy with another order</source>
        <translation>está ocupado con otra orden</translation>
    </message>
    <message>
        <source>it does not know this order</source>
        <translation>no conoce esta orden</translation>
    </message>
    <message>
        <source>it has a fault</source>
        <translation>tiene una falla</translation>
    </message>
    <message>
        <source>it is stuck</source>
        <translation>está trabado</translation>
    </message>
    <message>
        <source>it gave way to a newer order</source>
        <translation>cedió a una orden más nueva</translation>
    </message>
    <message>
        <source>The device reports</source>
        <translation>El equipo reporta</translation>
    </message>
    <message>
        <source>Its clock is right</source>
        <translation>Su reloj está bien</translation>
    </message>
    <message>
        <source>Not under maintenance</source>
        <translation>Sin mantenimiento en curso</translation>
    </message>
    <message>
        <source>Its switch is on remote</source>
        <translation>Su mando está en remoto</translation>
    </message>
    <message>
        <source>The link for commands is there</source>
        <translation>Hay enlace para órdenes</translation>
    </message>
    <message>
        <source>It can be put on record</source>
        <translation>Se puede registrar</translation>
    </message>
    <message>
        <source>Nobody else has it selected</source>
        <translation>Nadie más la tiene seleccionada</translation>
    </message>
    <message>
        <source>No other order is under way</source>
        <translation>No hay otra orden en curso</translation>
    </message>
    <message>
        <source>Its state allows it</source>
        <translation>Su estado lo permite</translation>
    </message>
    <message>
        <source>Pressure upstream is low enough</source>
        <translation>La presión aguas arriba es baja</translation>
    </message>
    <message>
        <source>It moves slowly enough</source>
        <translation>Se mueve con bastante lentitud</translation>
    </message>
    <message>
        <source>Nobody essential is cut off</source>
        <translation>Nadie esencial queda sin agua</translation>
    </message>
    <message>
        <source>No pump runs against closed valves</source>
        <translation>Ninguna bomba empuja contra válvulas cerradas</translation>
    </message>
    <message>
        <source>Starts are left within the hour</source>
        <translation>Quedan arranques en la hora</translation>
    </message>
    <message>
        <source>The other valves are in place</source>
        <translation>Las otras válvulas están como deben</translation>
    </message>
    <message>
        <source>It takes orders</source>
        <translation>Recibe órdenes</translation>
    </message>
    <message>
        <source>do not report</source>
        <translation>no reportan</translation>
    </message>
    <message>
        <source>clock not proven</source>
        <translation>reloj sin comprobar</translation>
    </message>
    <message>
        <source>under maintenance</source>
        <translation>en mantenimiento</translation>
    </message>
    <message>
        <source>on local</source>
        <translation>en local</translation>
    </message>
    <message>
        <source>no link for commands</source>
        <translation>sin enlace para órdenes</translation>
    </message>
    <message>
        <source>cannot be put on record</source>
        <translation>no se puede registrar</translation>
    </message>
    <message>
        <source>selected by somebody else</source>
        <translation>seleccionadas por otra persona</translation>
    </message>
    <message>
        <source>busy with another order</source>
        <translation>ocupadas con otra orden</translation>
    </message>
    <message>
        <source>already so, or state not known</source>
        <translation>ya están así, o no se sabe</translation>
    </message>
    <message>
        <source>do not understand it</source>
        <translation>no la entienden</translation>
    </message>
    <message>
        <source>other roles may</source>
        <translation>pueden otros roles</translation>
    </message>
    <message>
        <source>take no orders</source>
        <translation>no reciben órdenes</translation>
    </message>
    <message>
        <source>replaced by a newer order</source>
        <translation>reemplazadas por una orden más nueva</translation>
    </message>
    <message>
        <source>would stay lit</source>
        <translation>quedarían encendidas</translation>
    </message>
    <message>
        <source>stopped before</source>
        <translation>detenidas antes</translation>
    </message>
    <message>
        <source>too late to send</source>
        <translation>ya no hay tiempo</translation>
    </message>
    <message>
        <source>{0} has it selected.</source>
        <translation>{0} tiene la selección.</translation>
    </message>
    <message>
        <source>There is no such device.</source>
        <translation>No existe ese equipo.</translation>
    </message>
    <message>
        <source>The device takes no such order.</source>
        <translation>El equipo no recibe esa orden.</translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation>No existe ese grupo.</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>No existe esa orden.</translation>
    </message>
    <message>
        <source>No device is meant. Choose others.</source>
        <translation>No hay ningún equipo ahí. Elija otros.</translation>
    </message>
    <message>
        <source>The device cannot take this value.</source>
        <translation>El equipo no admite ese valor.</translation>
    </message>
    <message>
        <source>This time is out of its bounds.</source>
        <translation>Ese tiempo está fuera de sus límites.</translation>
    </message>
    <message>
        <source>The area encloses nothing.</source>
        <translation>El área no encierra nada.</translation>
    </message>
    <message>
        <source>Select it first.</source>
        <translation>Selecciónela primero.</translation>
    </message>
    <message>
        <source>A second person must sign first.</source>
        <translation>Primero debe firmar una segunda persona.</translation>
    </message>
    <message>
        <source>The selection is over. Nothing was done.</source>
        <translation>La selección terminó. No se hizo nada.</translation>
    </message>
    <message>
        <source>No signature is awaited any more.</source>
        <translation>Ya no se espera ninguna firma.</translation>
    </message>
    <message>
        <source>The second person must be another.</source>
        <translation>La segunda persona debe ser otra.</translation>
    </message>
    <message>
        <source>A condition is not met. Nothing was done.</source>
        <translation>Una condición no se cumple. No se hizo nada.</translation>
    </message>
    <message>
        <source>This condition may not be passed.</source>
        <translation>Esta condición no se puede aceptar.</translation>
    </message>
    <message>
        <source>Name or password is not right.</source>
        <translation>El nombre o la contraseña no es correcto.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Wait before the next try.</source>
        <translation>Demasiadas contraseñas malas. Espere antes de probar otra vez.</translation>
    </message>
    <message>
        <source>It is sent already.</source>
        <translation>Ya se envió.</translation>
    </message>
    <message>
        <source>The plan has faults. Nothing was changed.</source>
        <translation>El plan tiene fallas. No se cambió nada.</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Selection valid</source>
        <translation>Selección válida</translation>
    </message>
    <message>
        <source>Of {0}</source>
        <translation>De {0}</translation>
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
    <name>CoverageStrip</name>
    <message>
        <source>Free crews by district</source>
        <translation>Libres por distrito</translation>
    </message>
</context>
<context>
    <name>CrewModel</name>
    <message>
        <source>Free · {0}</source>
        <translation>Libres · {0}</translation>
    </message>
    <message>
        <source>In service · {0}</source>
        <translation>En servicio · {0}</translation>
    </message>
    <message>
        <source>Not available · {0}</source>
        <translation>No disponibles · {0}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidente</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde hace</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distancia</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Equipo</translation>
    </message>
</context>
<context>
    <name>CrewPage</name>
    <message>
        <source>Assign by radio</source>
        <translation>Asignar por radio</translation>
    </message>
    <message>
        <source>Nothing is sent: it is written down that they were told.</source>
        <translation>No se envía nada: queda escrito que se les avisó.</translation>
    </message>
    <message>
        <source>Assign {0} to {1}</source>
        <translation>Asignar {0} a {1}</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Asignar</translation>
    </message>
    <message>
        <source>Choose an incident in the list.</source>
        <translation>Elija un incidente en la lista.</translation>
    </message>
    <message>
        <source>{0} is resolved.</source>
        <translation>{0} está resuelto.</translation>
    </message>
    <message>
        <source>Choose a crew.</source>
        <translation>Elija una cuadrilla.</translation>
    </message>
    <message>
        <source>{0} is on it.</source>
        <translation>{0} ya está en él.</translation>
    </message>
</context>
<context>
    <name>CrewPicker</name>
    <message>
        <source>Send a crew</source>
        <translation>Enviar una cuadrilla</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>&amp;Asignar</translation>
    </message>
    <message>
        <source>Crews, nearest first</source>
        <translation>Cuadrillas, la más cercana primero</translation>
    </message>
    <message>
        <source>Find a crew or a skill</source>
        <translation>Buscar cuadrilla o especialidad</translation>
    </message>
    <message>
        <source>A tick: can do what this kind of incident asks for.</source>
        <translation>Con marca: sabe lo que pide este tipo de incidente.</translation>
    </message>
    <message>
        <source>&amp;Note for the crew</source>
        <translation>&amp;Nota para la cuadrilla</translation>
    </message>
    <message>
        <source>Assign by &amp;radio</source>
        <translation>Asignar por &amp;radio</translation>
    </message>
    <message>
        <source>Nothing is sent: it is written down that they were told.</source>
        <translation>No se envía nada: queda anotado que se les avisó.</translation>
    </message>
    <message>
        <source>Choose a crew.</source>
        <translation>Elija una cuadrilla.</translation>
    </message>
</context>
<context>
    <name>CrewSection</name>
    <message>
        <source>Crews</source>
        <translation>Cuadrillas</translation>
    </message>
    <message>
        <source>Crews at this incident</source>
        <translation>Cuadrillas de este incidente</translation>
    </message>
    <message>
        <source>Other crews, nearest first</source>
        <translation>Otras cuadrillas, la más cercana primero</translation>
    </message>
    <message>
        <source>No crew assigned.</source>
        <translation>Sin cuadrilla asignada.</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>En el lugar</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Asignar</translation>
    </message>
    <message>
        <source>Assign by radio</source>
        <translation>Asignar por radio</translation>
    </message>
    <message>
        <source>By radio:</source>
        <translation>Por radio:</translation>
    </message>
    <message>
        <source>Written down as the crew told it by radio.</source>
        <translation>Queda anotado lo que la cuadrilla dijo por radio.</translation>
    </message>
    <message>
        <source>Takes the crew off, and tells its handset.</source>
        <translation>Retira la cuadrilla y avisa a su terminal.</translation>
    </message>
    <message>
        <source>Choose a crew in the list first.</source>
        <translation>Elija antes una cuadrilla de la lista.</translation>
    </message>
    <message>
        <source>Withdraw the crew</source>
        <translation>Retirar la cuadrilla</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escriba el motivo</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirar</translation>
    </message>
</context>
<context>
    <name>Crews</name>
    <message>
        <source>No contact</source>
        <translation>Sin contacto</translation>
    </message>
    <message>
        <source>Says nothing of itself</source>
        <translation>No dice su estado</translation>
    </message>
</context>
<context>
    <name>DeadlineBars</name>
    <message>
        <source>{0} left</source>
        <translation>quedan {0}</translation>
    </message>
    <message>
        <source>missed {0} ago</source>
        <translation>vencido hace {0}</translation>
    </message>
    <message>
        <source>in time, {0}</source>
        <translation>a tiempo, {0}</translation>
    </message>
    <message>
        <source>at {0}, {1} late</source>
        <translation>a las {0}, {1} tarde</translation>
    </message>
    <message>
        <source>closed before</source>
        <translation>cerrado antes</translation>
    </message>
    <message>
        <source>no target time</source>
        <translation>sin plazo</translation>
    </message>
</context>
<context>
    <name>Deadlines</name>
    <message>
        <source>Target times</source>
        <translation>Plazos</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Describe the incident</source>
        <translation>Describir el incidente</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>No hay cambios.</translation>
    </message>
</context>
<context>
    <name>DescriptionForm</name>
    <message>
        <source>&amp;Kind</source>
        <translation>T&amp;ipo</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Título</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>&amp;Lugar</translation>
    </message>
    <message>
        <source>&amp;District</source>
        <translation>&amp;Distrito</translation>
    </message>
    <message>
        <source>Choose a kind.</source>
        <translation>Elija un tipo.</translation>
    </message>
    <message>
        <source>Write a title.</source>
        <translation>Escriba un título.</translation>
    </message>
</context>
<context>
    <name>DeskRequests</name>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. See what is shown before asking again.</source>
        <translation>El motor no responde. Mire lo que se muestra antes de pedirlo otra vez.</translation>
    </message>
    <message>
        <source>It could not be asked.</source>
        <translation>No se pudo pedir.</translation>
    </message>
</context>
<context>
    <name>DeviceControlCard</name>
    <message>
        <source>An order is under way. Its line below says how it goes.</source>
        <translation>Hay una orden en curso. Su línea, abajo, dice cómo va.</translation>
    </message>
    <message>
        <source>Choose what to do to see what must hold.</source>
        <translation>Elija qué hacer para ver qué debe cumplirse.</translation>
    </message>
    <message>
        <source>The conditions cannot be read.</source>
        <translation>No se pueden leer las condiciones.</translation>
    </message>
    <message>
        <source>Reading the conditions.</source>
        <translation>Leyendo las condiciones.</translation>
    </message>
    <message>
        <source>Ran {0} h within the last 24 h · {1} starts within the last hour</source>
        <translation>Funcionó {0} h en las últimas 24 h · {1} arranques en la última hora</translation>
    </message>
    <message>
        <source>Look at the effects first.</source>
        <translation>Mire primero los efectos.</translation>
    </message>
    <message>
        <source>Write why the condition is passed.</source>
        <translation>Escriba por qué se acepta la condición.</translation>
    </message>
    <message>
        <source>Under maintenance</source>
        <translation>En mantenimiento</translation>
    </message>
    <message>
        <source>Back from maintenance</source>
        <translation>Fuera de mantenimiento</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Retirada</translation>
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
    <name>DiskFaults</name>
    <message>
        <source>The disk for recordings is full, and all that is left on it is protected: nothing is recorded. Free space on it, release protected clips, or give recordings a larger disk.</source>
        <translation>El disco de grabaciones está lleno y todo lo que queda en él está protegido: no se graba nada. Libere espacio, suelte recortes protegidos o dé a las grabaciones un disco mayor.</translation>
    </message>
    <message>
        <source>The recordings folder cannot be written to: nothing is recorded. Give the program the right to write there, or see whether its disk was mounted read-only after a fault.</source>
        <translation>No se puede escribir en la carpeta de grabaciones: no se graba nada. Dé al programa permiso para escribir ahí, o vea si su disco quedó montado solo para lectura tras una falla.</translation>
    </message>
    <message>
        <source>The disk for recordings takes less than the cameras send: parts of the footage are missing. Record fewer cameras or a lower rate, or take a faster disk.</source>
        <translation>El disco de grabaciones admite menos de lo que envían las cámaras: faltan partes del video. Grabe menos cámaras o con menor tasa, o ponga un disco más rápido.</translation>
    </message>
    <message>
        <source>The disk for recordings fails: nothing is recorded. See whether it is connected and sound, and replace it; older footage may be lost with it.</source>
        <translation>El disco de grabaciones falla: no se graba nada. Vea si está conectado y sano, y reemplácelo; con él puede perderse video anterior.</translation>
    </message>
    <message>
        <source>The recordings folder is not the one that was used before: its disk is not mounted, or was replaced. Nothing is recorded. Connect and mount the disk of the recordings. If a new one is to take its place, say so with “atalaya video --adopt-recordings”.</source>
        <translation>La carpeta de grabaciones no es la que se usaba: su disco no está montado o fue reemplazado. No se graba nada. Conecte y monte el disco de las grabaciones. Si uno nuevo va a ocupar su lugar, indíquelo con “atalaya video --adopt-recordings”.</translation>
    </message>
    <message>
        <source>Nothing is recorded: the disk for recordings has a fault. The log has the details.</source>
        <translation>No se graba nada: el disco de grabaciones tiene una falla. El registro da los detalles.</translation>
    </message>
    <message>
        <source>no fault</source>
        <translation>sin falla</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>disco lleno</translation>
    </message>
    <message>
        <source>disk read-only</source>
        <translation>disco de solo lectura</translation>
    </message>
    <message>
        <source>disk too slow</source>
        <translation>disco lento</translation>
    </message>
    <message>
        <source>disk fails</source>
        <translation>falla el disco</translation>
    </message>
    <message>
        <source>disk missing</source>
        <translation>falta el disco</translation>
    </message>
</context>
<context>
    <name>DistrictBars</name>
    <message>
        <source>Cameras in {0}: {1}.</source>
        <translation>Cámaras en {0}: {1}.</translation>
    </message>
    <message>
        <source>Nine of ten keep {0} days, the worst {1}.</source>
        <translation>Nueve de cada diez guardan {0} días, la peor {1}.</translation>
    </message>
    <message>
        <source>{0} of {1} keep too few.</source>
        <translation>{0} de {1} guardan de menos.</translation>
    </message>
    <message>
        <source>None of them records.</source>
        <translation>Ninguna graba.</translation>
    </message>
</context>
<context>
    <name>Doorkeeper</name>
    <message>
        <source>Unlock the console to close it.</source>
        <translation>Desbloquee la consola para cerrarla.</translation>
    </message>
</context>
<context>
    <name>EmptyWall</name>
    <message>
        <source>Set up cameras</source>
        <translation>Configurar cámaras</translation>
    </message>
    <message>
        <source>No cameras yet.</source>
        <translation>Aún no hay cámaras.</translation>
    </message>
    <message>
        <source>Loading cameras</source>
        <translation>Cargando cámaras</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>Nobody takes over. Incidents of yours that stay open: {0}</source>
        <translation>Nadie recibe el turno. Incidentes tuyos que quedan abiertos: {0}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>End my shift</source>
        <translation>Terminar turno</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
</context>
<context>
    <name>EnergyPanel</name>
    <message>
        <source>Energy, {0} days</source>
        <translation>Energía, {0} días</translation>
    </message>
    <message>
        <source>{0} of the baseline, {1}</source>
        <translation>{0} de la base, {1}</translation>
    </message>
    <message>
        <source>switched {0} times a lamp</source>
        <translation>{0} encendidos por luminaria</translation>
    </message>
    <message>
        <source>readings cover {0}</source>
        <translation>las lecturas cubren {0}</translation>
    </message>
    <message>
        <source>{0} without known power left out</source>
        <translation>{0} sin potencia conocida, no contadas</translation>
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
    <name>Entry</name>
    <message>
        <source>I have a one-time code</source>
        <translation>Tengo un código de un solo uso</translation>
    </message>
    <message>
        <source>Another operator</source>
        <translation>Otro operador</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>EscalationNotice</name>
    <message>
        <source>Go to it</source>
        <translation>Ir a él</translation>
    </message>
    <message>
        <source>{0} {1}: nobody has acknowledged it for {2}</source>
        <translation>{0} {1}: nadie lo reconoce hace {2}</translation>
    </message>
    <message>
        <source>{0} {1}: no crew is there, {2} late</source>
        <translation>{0} {1}: no llegó cuadrilla, {2} de atraso</translation>
    </message>
    <message>
        <source>{0} {1}: not resolved, {2} late</source>
        <translation>{0} {1}: sin resolver, {2} de atraso</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>y {0} más</translation>
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
    <name>EventsPanel</name>
    <message>
        <source>Right</source>
        <translation>Acertado</translation>
    </message>
    <message>
        <source>False</source>
        <translation>Falso</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Cars</source>
        <translation>Autos</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Salud</translation>
    </message>
    <message>
        <source>{0} to review</source>
        <translation>{0} por revisar</translation>
    </message>
    <message>
        <source>Loading events</source>
        <translation>Cargando eventos</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>Aún no hay eventos.</translation>
    </message>
    <message>
        <source>No events of this sort. Look under All.</source>
        <translation>No hay eventos de esta clase. Vea en Todo.</translation>
    </message>
    <message>
        <source>Right of those reviewed today: {0} of {1}</source>
        <translation>Acierto revisado hoy: {0} de {1}</translation>
    </message>
    <message>
        <source>Nothing reviewed today</source>
        <translation>Nada revisado hoy</translation>
    </message>
    <message>
        <source>Analytics: {0} cameras, {1} ms</source>
        <translation>Analítica: {0} cámaras, {1} ms</translation>
    </message>
    <message>
        <source>{0} pictures a second left out</source>
        <translation>Se descartan {0} cuadros por segundo</translation>
    </message>
    <message>
        <source>none left out</source>
        <translation>no se descartan cuadros</translation>
    </message>
    <message>
        <source>{0} cameras slowed down</source>
        <translation>{0} cámaras más lentas</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Nothing was saved.</source>
        <translation>No se guardó nada.</translation>
    </message>
    <message>
        <source>The engine did not answer. Try again when it is back.</source>
        <translation>El motor no respondió. Intente de nuevo cuando vuelva.</translation>
    </message>
    <message>
        <source>There is no footage of these cameras in this time. Choose another time.</source>
        <translation>No hay grabaciones de estas cámaras en ese tramo. Elija otro.</translation>
    </message>
    <message>
        <source>The footage of this time is damaged and cannot be read. Choose another time, or use a copy.</source>
        <translation>Las grabaciones de este tiempo están dañadas y no se pueden leer. Elija otro tiempo o use una copia.</translation>
    </message>
    <message>
        <source>The time ends before it begins.</source>
        <translation>El tramo termina antes de empezar.</translation>
    </message>
    <message>
        <source>The disk is full, or the file is larger than it can hold. Choose another place.</source>
        <translation>El disco está lleno o no admite un archivo tan grande. Elija otro lugar.</translation>
    </message>
    <message>
        <source>The place cannot be written: it may be locked, write-protected or unplugged. Open it or choose another one, and see that the recordings can be read.</source>
        <translation>No se puede escribir en el destino: puede estar bloqueado, protegido contra escritura o desconectado. Ábralo o elija otro, y compruebe que se pueden leer las grabaciones.</translation>
    </message>
    <message>
        <source>The engine did not sign it.</source>
        <translation>El motor no lo firmó.</translation>
    </message>
    <message>
        <source>What was read back is not what was written: the disk or stick is damaged. Use another.</source>
        <translation>Lo que se volvió a leer no es lo que se escribió: el disco o la memoria está dañado. Use otro.</translation>
    </message>
    <message>
        <source>The package could not be made.</source>
        <translation>No se pudo hacer el paquete.</translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>asked by {0}</source>
        <translation>pidió {0}</translation>
    </message>
    <message>
        <source>Copy verified {0}, no differences</source>
        <translation>Copia verificada {0}, sin diferencias</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Save a photo as evidence</source>
        <translation>Guardar una foto como prueba</translation>
    </message>
    <message>
        <source>Save a clip as evidence</source>
        <translation>Guardar un recorte como prueba</translation>
    </message>
    <message>
        <source>Show &amp;faces and plates</source>
        <translation>&amp;Mostrar caras y placas</translation>
    </message>
    <message>
        <source>Write the &amp;time into the picture</source>
        <translation>Poner la &amp;hora en la imagen</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Otra carpeta…</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Official letter, request or case</source>
        <translation>Oficio, solicitud o caso</translation>
    </message>
    <message>
        <source>&amp;Cameras</source>
        <translation>&amp;Cámaras</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;Desde</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>H&amp;asta</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>Mo&amp;tivo</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>&amp;Incidente</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>&amp;Lugar</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Adónde</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} libres</translation>
    </message>
    <message>
        <source>What moves is blurred, or everything where the settings say so. Otherwise whoever stands still all the time may be seen.</source>
        <translation>Sale borroso lo que se mueve, o todo si así está en la configuración. Si no, puede verse a quien está quieto todo el tiempo.</translation>
    </message>
    <message>
        <source>Faces and plates can be seen. It goes on record.</source>
        <translation>Se ven caras y placas. Queda registrado.</translation>
    </message>
    <message>
        <source>Choose a camera.</source>
        <translation>Elija una cámara.</translation>
    </message>
    <message>
        <source>The time must end after it begins, within 24 hours.</source>
        <translation>El tramo debe terminar después de empezar, en 24 horas.</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>Choose a place.</source>
        <translation>Elija un lugar.</translation>
    </message>
</context>
<context>
    <name>EvidenceMaking</name>
    <message>
        <source>Cancelled. Nothing was saved.</source>
        <translation>Cancelado. No se guardó nada.</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Release protected…</source>
        <translation>Liberar protegidas…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Save as evidence</source>
        <translation>Guardar como prueba</translation>
    </message>
    <message>
        <source>Attach photo to {0}</source>
        <translation>Adjuntar foto a {0}</translation>
    </message>
    <message>
        <source>Clip {0} min</source>
        <translation>Recorte {0} min</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Recorte</translation>
    </message>
    <message>
        <source>The picture that is on the screen now</source>
        <translation>La imagen que está ahora en pantalla</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Guardando …</translation>
    </message>
    <message>
        <source>Mark a time on the timeline for a clip.</source>
        <translation>Para un recorte, marque un tramo en la línea de tiempo.</translation>
    </message>
    <message>
        <source>Choose a camera.</source>
        <translation>Elija una cámara.</translation>
    </message>
    <message>
        <source>No engine: nothing can be saved as evidence.</source>
        <translation>Sin motor: no se puede guardar pruebas.</translation>
    </message>
    <message>
        <source>There is no picture of this camera on the screen.</source>
        <translation>No hay imagen de esta cámara en pantalla.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Guardado como {0}.</translation>
    </message>
    <message>
        <source>Footage is missing in {0} places; the package names them.</source>
        <translation>Faltan grabaciones en {0} tramos; el paquete los nombra.</translation>
    </message>
    <message>
        <source>The recordings themselves could not be locked.</source>
        <translation>Las grabaciones mismas no se pudieron proteger.</translation>
    </message>
</context>
<context>
    <name>ExportFile</name>
    <message>
        <source>The disk is full. Choose another place.</source>
        <translation>El disco está lleno. Elija otro lugar.</translation>
    </message>
    <message>
        <source>This folder cannot be written. Choose another one.</source>
        <translation>No se puede escribir en esta carpeta. Elija otra.</translation>
    </message>
    <message>
        <source>This folder is not there. Choose another one.</source>
        <translation>Esta carpeta no existe. Elija otra.</translation>
    </message>
    <message>
        <source>This is a folder. Choose a name for the file.</source>
        <translation>Esto es una carpeta. Elija un nombre de archivo.</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place.</source>
        <translation>No se pudo escribir el archivo. Elija otro lugar.</translation>
    </message>
</context>
<context>
    <name>FactorDialog</name>
    <message>
        <source>Your role asks for a second factor. Set it up now.</source>
        <translation>Su rol pide un segundo factor. Prepárelo ahora.</translation>
    </message>
    <message>
        <source>The second factor is off.</source>
        <translation>Segundo factor desactivado.</translation>
    </message>
    <message>
        <source>I have kept them</source>
        <translation>Ya los guardé</translation>
    </message>
    <message>
        <source>The second factor is on.</source>
        <translation>Segundo factor activo.</translation>
    </message>
</context>
<context>
    <name>FaultsPanel</name>
    <message>
        <source>No faults.</source>
        <translation>Sin fallas.</translation>
    </message>
    <message>
        <source>Faults · {0}</source>
        <translation>Fallas · {0}</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fallas</translation>
    </message>
    <message>
        <source>{0} more kinds</source>
        <translation>{0} clases más</translation>
    </message>
</context>
<context>
    <name>FieldTable</name>
    <message>
        <source>Spanish</source>
        <translation>Español</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Inglés</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Must</source>
        <translation>Obligatorio</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Fields to be filled in</source>
        <translation>Campos para llenar</translation>
    </message>
    <message>
        <source>In Spanish and English: sí = yes; no = no</source>
        <translation>En español e inglés: sí = yes; no = no</translation>
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
    <name>FileEditor</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Elegir una carpeta</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Elegir un archivo</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Find cameras</source>
        <translation>Buscar cámaras</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Add this camera</source>
        <translation>Añadir esta cámara</translation>
    </message>
    <message>
        <source>Cameras found</source>
        <translation>Cámaras encontradas</translation>
    </message>
    <message>
        <source>Looking for ONVIF cameras in the network of the video supervisor</source>
        <translation>Buscando cámaras ONVIF en la red del supervisor de video</translation>
    </message>
    <message>
        <source>{0} cameras answer. Their password is asked for next.</source>
        <translation>Responden {0} cámaras. La contraseña se pide a continuación.</translation>
    </message>
    <message>
        <source>No camera answers. Those of another network can be added by hand.</source>
        <translation>No responde ninguna cámara. Las de otra red se añaden a mano.</translation>
    </message>
    <message>
        <source>{0} streams</source>
        <translation>{0} señales</translation>
    </message>
</context>
<context>
    <name>FloodSwitch</name>
    <message>
        <source>Flood: {0} alarms in {1} min.</source>
        <translation>Avalancha: {0} alarmas en {1} min.</translation>
    </message>
    <message>
        <source>Grouped by kind.</source>
        <translation>Agrupado por clase.</translation>
    </message>
    <message>
        <source>Grouped by district.</source>
        <translation>Agrupado por distrito.</translation>
    </message>
</context>
<context>
    <name>FloorRow</name>
    <message>
        <source>Road class</source>
        <translation>Clase de vía</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Nivel mínimo</translation>
    </message>
</context>
<context>
    <name>FollowDialog</name>
    <message>
        <source>Follow another procedure</source>
        <translation>Seguir otro procedimiento</translation>
    </message>
    <message>
        <source>Follow it</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Ticks of steps that it has too stay, the others are taken back.</source>
        <translation>Quedan las marcas de los pasos que también tiene; las demás se quitan.</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>Procedimientos</translation>
    </message>
    <message>
        <source>Choose a procedure.</source>
        <translation>Elija un procedimiento.</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>versión {0}</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Mayúsculas fijas activas.</translation>
    </message>
    <message>
        <source>Fill in: {0}</source>
        <translation>Complete: {0}</translation>
    </message>
    <message>
        <source>Name: 2 to 32 of a to z, 0 to 9, dot, hyphen</source>
        <translation>Nombre: de 2 a 32 entre a y z, 0 a 9, punto, guion</translation>
    </message>
    <message>
        <source>The repetition differs</source>
        <translation>La repetición es distinta</translation>
    </message>
    <message>
        <source>The engine looks at it</source>
        <translation>El motor lo revisa</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Give the incident</source>
        <translation>Entregar el incidente</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Operators at a console</source>
        <translation>Operadores en un puesto</translation>
    </message>
    <message>
        <source>Or &amp;user name</source>
        <translation>O nombre de &amp;usuario</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>Choose somebody, or write a user name.</source>
        <translation>Elija a alguien o escriba un usuario.</translation>
    </message>
    <message>
        <source>They have it already.</source>
        <translation>Ya lo tiene.</translation>
    </message>
    <message>
        <source>It is somebody else&apos;s: write the reason.</source>
        <translation>Es de otra persona: escribe el motivo.</translation>
    </message>
    <message>
        <source>me</source>
        <translation>yo</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
</context>
<context>
    <name>GrantEditor</name>
    <message>
        <source>Grant</source>
        <translation>Alcance</translation>
    </message>
    <message>
        <source>Add a grant</source>
        <translation>Agregar alcance</translation>
    </message>
    <message>
        <source>Drop this grant</source>
        <translation>Quitar este alcance</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <source>Choose at least one kind.</source>
        <translation>Elija al menos una clase.</translation>
    </message>
    <message>
        <source>All districts</source>
        <translation>Todos los distritos</translation>
    </message>
    <message>
        <source>Choose at least one district.</source>
        <translation>Elija al menos un distrito.</translation>
    </message>
    <message>
        <source>Select a box to see where the right holds.</source>
        <translation>Elija una casilla para ver dónde vale.</translation>
    </message>
    <message>
        <source>This role does not have the right.</source>
        <translation>Este rol no tiene el permiso.</translation>
    </message>
    <message>
        <source>Holds for the whole installation.</source>
        <translation>Vale para toda la instalación.</translation>
    </message>
    <message>
        <source>Holds for these kinds in these districts:</source>
        <translation>Vale para estas clases en estos distritos:</translation>
    </message>
    <message>
        <source>Grant {0} of {1}</source>
        <translation>Alcance {0} de {1}</translation>
    </message>
</context>
<context>
    <name>GroundMenu</name>
    <message>
        <source>Cameras around this place</source>
        <translation>Cámaras alrededor de este lugar</translation>
    </message>
    <message>
        <source>Copy latitude and longitude</source>
        <translation>Copiar latitud y longitud</translation>
    </message>
</context>
<context>
    <name>GroupDeeds</name>
    <message>
        <source>Choose a group that was saved.</source>
        <translation>Elija un grupo guardado.</translation>
    </message>
    <message>
        <source>The group has no luminaires.</source>
        <translation>El grupo no tiene luminarias.</translation>
    </message>
    <message>
        <source>Choose a device on the map or in a list first.</source>
        <translation>Elija antes un equipo en el plano o en una lista.</translation>
    </message>
    <message>
        <source>Around {0}</source>
        <translation>Alrededor de {0}</translation>
    </message>
    <message>
        <source>{0} is lit up until {1}</source>
        <translation>{0} queda iluminado hasta {1}</translation>
    </message>
</context>
<context>
    <name>GroupHead</name>
    <message>
        <source>Lighting · {0}</source>
        <translation>Alumbrado · {0}</translation>
    </message>
    <message>
        <source>1 circuit</source>
        <translation>1 circuito</translation>
    </message>
    <message>
        <source>{0} circuits</source>
        <translation>{0} circuitos</translation>
    </message>
    <message>
        <source>{0} awaited</source>
        <translation>{0} pendientes</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fallaron</translation>
    </message>
    <message>
        <source>By hand at {0} of them</source>
        <translation>A mano en {0} de ellas</translation>
    </message>
    <message>
        <source>By the programme {0}</source>
        <translation>Por el programa {0}</translation>
    </message>
    <message>
        <source>No programme</source>
        <translation>Sin programa</translation>
    </message>
    <message>
        <source>The programme asks nothing</source>
        <translation>El programa no pide nada</translation>
    </message>
    <message>
        <source>The programme asks {0}</source>
        <translation>El programa pide {0}</translation>
    </message>
    <message>
        <source>{0} of {1} answer</source>
        <translation>{0} de {1} responden</translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>nunca oídas</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Drawn or selected</source>
        <translation>Dibujado o elegido</translation>
    </message>
    <message>
        <source>Saved groups</source>
        <translation>Grupos guardados</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Distritos</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>Circuitos</translation>
    </message>
    <message>
        <source>Luminaires</source>
        <translation>Luminarias</translation>
    </message>
    <message>
        <source>{0} of {1} answer</source>
        <translation>{0} de {1} responden</translation>
    </message>
    <message>
        <source>Groups of luminaires</source>
        <translation>Grupos de luminarias</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>mide</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Sin datos</translation>
    </message>
</context>
<context>
    <name>GroupSigning</name>
    <message>
        <source>Let go</source>
        <translation>Soltar</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>Motivo, para el registro</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Seleccionar</translation>
    </message>
    <message>
        <source>Looked over, go on</source>
        <translation>Revisado, seguir</translation>
    </message>
    <message>
        <source>Under way: {0}</source>
        <translation>En curso: {0}</translation>
    </message>
    <message>
        <source>The time of the selection is over. Nothing was sent.</source>
        <translation>Venció la selección. No se envió nada.</translation>
    </message>
    <message>
        <source>Hold to send to {0}</source>
        <translation>Mantener: enviar a {0}</translation>
    </message>
    <message>
        <source>Selecting reserves {0} for you; nothing is sent yet.</source>
        <translation>Seleccionar le reserva {0}; todavía no se envía nada.</translation>
    </message>
    <message>
        <source>Waits for the signature of another operator.</source>
        <translation>Espera la firma de otra persona.</translation>
    </message>
    <message>
        <source>Signed by {0}</source>
        <translation>Firmó {0}</translation>
    </message>
    <message>
        <source>Hold the button, or Space on it, to send.</source>
        <translation>Mantenga el botón, o Espacio sobre él, para enviar.</translation>
    </message>
    <message>
        <source>{0} reserved for you. Look over what would change, then go on.</source>
        <translation>{0} reservadas. Revise lo que cambiaría y siga.</translation>
    </message>
</context>
<context>
    <name>HealthDetail</name>
    <message>
        <source>Select a camera</source>
        <translation>Elija una cámara</translation>
    </message>
    <message>
        <source>Last frame {0}.</source>
        <translation>Última imagen {0}.</translation>
    </message>
    <message>
        <source>{0} days kept of {1} asked</source>
        <translation>{0} días guardados de {1} exigidos</translation>
    </message>
    <message>
        <source>It records nothing.</source>
        <translation>No graba nada.</translation>
    </message>
    <message>
        <source>Now / usually: {0} fps, {1} Mbit/s.</source>
        <translation>Ahora / lo usual: {0} ips, {1} Mbit/s.</translation>
    </message>
    <message>
        <source>No footage {0}</source>
        <translation>Sin grabación el {0}</translation>
    </message>
    <message>
        <source>No footage {0} to {1}, {2} days</source>
        <translation>Sin grabación del {0} al {1}, {2} días</translation>
    </message>
    <message>
        <source>and {0} more gaps</source>
        <translation>y {0} huecos más</translation>
    </message>
    <message>
        <source>Nothing is on record of its uptime.</source>
        <translation>No hay registro de su tiempo en servicio.</translation>
    </message>
    <message>
        <source>Up {0} of the last {1} days.</source>
        <translation>En servicio {0} de los últimos {1} días.</translation>
    </message>
    <message>
        <source>Blind {0} of that time.</source>
        <translation>Ciega {0} de ese tiempo.</translation>
    </message>
    <message>
        <source>Nobody watched it the rest: {0}.</source>
        <translation>El resto nadie la vigiló: {0}.</translation>
    </message>
</context>
<context>
    <name>HealthExport</name>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Guardar informe…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Guardar informe</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>camaras</translation>
    </message>
</context>
<context>
    <name>HealthModel</name>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
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
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>Against the law</source>
        <translation>Frente a la ley</translation>
    </message>
    <message>
        <source>Up, 30 d</source>
        <translation>Serv. 30 d</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Últ. imagen</translation>
    </message>
    <message>
        <source>fps / usual</source>
        <translation>ips / usual</translation>
    </message>
    <message>
        <source>Mbit/s / usual</source>
        <translation>Mbit/s / usual</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>Only with something wrong</source>
        <translation>Solo con algo mal</translation>
    </message>
    <message>
        <source>Manage cameras</source>
        <translation>Administrar cámaras</translation>
    </message>
    <message>
        <source>Search cameras</source>
        <translation>Buscar cámaras</translation>
    </message>
    <message>
        <source>Camera health</source>
        <translation>Salud de las cámaras</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Todos los estados</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Every district</source>
        <translation>Todos los distritos</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Days kept of {0} asked</source>
        <translation>Días guardados de {0} exigidos</translation>
    </message>
    <message>
        <source>No cameras with a stream</source>
        <translation>No hay cámaras con señal propia</translation>
    </message>
    <message>
        <source>{0} cameras · {1} keep too few days</source>
        <translation>{0} cámaras · {1} guardan menos días de los exigidos</translation>
    </message>
    <message>
        <source>{0} of {1} cameras serve, {2} · {3} with a fault · {4} keep too few days</source>
        <translation>{0} de {1} cámaras sirven, {2} · {3} con falla · {4} guardan menos días de los exigidos</translation>
    </message>
    <message>
        <source>No video supervisor since {0}: how cameras are now is not known.</source>
        <translation>Sin supervisor de video desde las {0}: no se sabe cómo están las cámaras.</translation>
    </message>
    <message>
        <source>The records of footage cannot be read.</source>
        <translation>No se puede leer el registro de las grabaciones.</translation>
    </message>
    <message>
        <source>Cameras whose recordings are missing on the disk: {0}, up to {1} days.</source>
        <translation>Cámaras cuyas grabaciones faltan en el disco: {0}, hasta {1} días.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>There are no cameras yet.</source>
        <translation>Aún no hay cámaras.</translation>
    </message>
    <message>
        <source>No camera is so.</source>
        <translation>Ninguna cámara está así.</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>Action pending</source>
        <translation>Acción pendiente</translation>
    </message>
    <message>
        <source>Camera health</source>
        <translation>Salud de las cámaras</translation>
    </message>
    <message>
        <source>Health · {0} cameras</source>
        <translation>Salud · {0} cámaras</translation>
    </message>
    <message>
        <source>{0} serve</source>
        <translation>{0} sirven</translation>
    </message>
    <message>
        <source>Days kept of {0} asked</source>
        <translation>Días guardados de {0} exigidos</translation>
    </message>
    <message>
        <source>No video supervisor since {0}: how cameras are now is not known.</source>
        <translation>Sin supervisor de video desde las {0}: no se sabe cómo están las cámaras.</translation>
    </message>
    <message>
        <source>The records of footage cannot be read.</source>
        <translation>No se puede leer el registro de las grabaciones.</translation>
    </message>
    <message>
        <source>No camera records yet.</source>
        <translation>Ninguna cámara graba todavía.</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Aún no se ha leído.</translation>
    </message>
    <message>
        <source>{0} more districts keep as many days or more.</source>
        <translation>Otros {0} distritos guardan los mismos días o más.</translation>
    </message>
    <message>
        <source>{0} of {1} cameras keep too few.</source>
        <translation>{0} de {1} cámaras guardan de menos.</translation>
    </message>
</context>
<context>
    <name>HelpViewer</name>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
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
    <name>HoldButton</name>
    <message>
        <source>Hold for {0} s</source>
        <translation>Mantener {0} s</translation>
    </message>
</context>
<context>
    <name>HolidayRow</name>
    <message>
        <source>Holiday</source>
        <translation>Feriado</translation>
    </message>
    <message>
        <source>MM-DD or YYYY-MM-DD</source>
        <translation>MM-DD o AAAA-MM-DD</translation>
    </message>
</context>
<context>
    <name>HoursPanel</name>
    <message>
        <source>Hours lit, {0} days</source>
        <translation>Horas encendida, {0} días</translation>
    </message>
    <message>
        <source>{0} mean</source>
        <translation>{0} media</translation>
    </message>
    <message>
        <source>{0} luminaires metered</source>
        <translation>{0} luminarias medidas</translation>
    </message>
</context>
<context>
    <name>IncidentAlarms</name>
    <message>
        <source>active</source>
        <translation>activa</translation>
    </message>
    <message>
        <source>back to normal at {0}</source>
        <translation>volvió a normal a las {0}</translation>
    </message>
</context>
<context>
    <name>IncidentCrews</name>
    <message>
        <source>Available</source>
        <translation>Libre</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>En el lugar</translation>
    </message>
    <message>
        <source>On a break</source>
        <translation>En descanso</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>Fuera de turno</translation>
    </message>
    <message>
        <source>water</source>
        <translation>agua</translation>
    </message>
    <message>
        <source>electrical</source>
        <translation>eléctrica</translation>
    </message>
    <message>
        <source>cleaning</source>
        <translation>limpieza</translation>
    </message>
    <message>
        <source>technical</source>
        <translation>técnica</translation>
    </message>
    <message>
        <source>lookout</source>
        <translation>vigía</translation>
    </message>
    <message>
        <source>works</source>
        <translation>obras</translation>
    </message>
    <message>
        <source>patrol</source>
        <translation>patrulla</translation>
    </message>
    <message>
        <source>traffic</source>
        <translation>tránsito</translation>
    </message>
    <message>
        <source>assigned {0}</source>
        <translation>asignada {0}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>en {0}</translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>sin noticias</translation>
    </message>
</context>
<context>
    <name>IncidentDeeds</name>
    <message>
        <source>No incident chosen</source>
        <translation>Ningún incidente elegido</translation>
    </message>
    <message>
        <source>It has no place on the map</source>
        <translation>No tiene lugar en el mapa</translation>
    </message>
    <message>
        <source>The incident is closed.</source>
        <translation>El incidente está cerrado.</translation>
    </message>
    <message>
        <source>The incident is resolved.</source>
        <translation>El incidente está resuelto.</translation>
    </message>
    <message>
        <source>How it was solved</source>
        <translation>Cómo se resolvió</translation>
    </message>
    <message>
        <source>Required steps open: {0}. Write why</source>
        <translation>Pasos obligatorios sin marcar: {0}. Escriba por qué</translation>
    </message>
    <message>
        <source>The cause is gone</source>
        <translation>La causa ya no está</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelto</translation>
    </message>
    <message>
        <source>Reopen the incident</source>
        <translation>Reabrir el incidente</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escriba el motivo</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>throttle</source>
        <translation>estrangular</translation>
    </message>
    <message>
        <source>set the light</source>
        <translation>fijar la luz</translation>
    </message>
    <message>
        <source>set the speed</source>
        <translation>fijar la velocidad</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>sonar</translation>
    </message>
    <message>
        <source>Going out</source>
        <translation>Saliendo</translation>
    </message>
    <message>
        <source>All sent, answers awaited</source>
        <translation>Todo enviado, se esperan respuestas</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenida</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmada</translation>
    </message>
</context>
<context>
    <name>IncidentHead</name>
    <message>
        <source>Dispatch</source>
        <translation>Despachar</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Tomar</translation>
    </message>
    <message>
        <source>Everything that can be done</source>
        <translation>Todo lo que se puede hacer</translation>
    </message>
    <message>
        <source>nobody has it</source>
        <translation>sin dueño</translation>
    </message>
    <message>
        <source>you have it</source>
        <translation>lo tiene usted</translation>
    </message>
    <message>
        <source>{0} has it</source>
        <translation>lo tiene {0}</translation>
    </message>
    <message>
        <source>watched by {0}</source>
        <translation>{0} lo siguen</translation>
    </message>
</context>
<context>
    <name>IncidentMenu</name>
    <message>
        <source>Take it</source>
        <translation>Tomar</translation>
    </message>
    <message>
        <source>Give it to…</source>
        <translation>Entregar a…</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Priority…</source>
        <translation>Prioridad…</translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation>Describir…</translation>
    </message>
    <message>
        <source>Link a device…</source>
        <translation>Vincular un dispositivo…</translation>
    </message>
    <message>
        <source>Follow another procedure…</source>
        <translation>Seguir otro procedimiento…</translation>
    </message>
    <message>
        <source>Light up this place…</source>
        <translation>Iluminar este lugar…</translation>
    </message>
    <message>
        <source>Move alarms to another incident…</source>
        <translation>Pasar alarmas a otro incidente…</translation>
    </message>
    <message>
        <source>Split alarms off…</source>
        <translation>Separar alarmas…</translation>
    </message>
    <message>
        <source>Mark the first cause…</source>
        <translation>Marcar la causa primera…</translation>
    </message>
    <message>
        <source>Merge into another incident…</source>
        <translation>Unir a otro incidente…</translation>
    </message>
    <message>
        <source>Resolved…</source>
        <translation>Resuelto…</translation>
    </message>
    <message>
        <source>Close as solved…</source>
        <translation>Cerrar como resuelto…</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Cancelar incidente…</translation>
    </message>
    <message>
        <source>False alarm…</source>
        <translation>Falsa alarma…</translation>
    </message>
    <message>
        <source>Duplicate of another…</source>
        <translation>Duplicado de otro…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Reabrir…</translation>
    </message>
    <message>
        <source>Print the record…</source>
        <translation>Imprimir el expediente…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Dejar de seguir</translation>
    </message>
    <message>
        <source>You have it already</source>
        <translation>Ya lo tiene</translation>
    </message>
    <message>
        <source>The record is being read</source>
        <translation>Se está leyendo el registro</translation>
    </message>
    <message>
        <source>It has no alarms</source>
        <translation>No tiene alarmas</translation>
    </message>
    <message>
        <source>It has no two alarms</source>
        <translation>No tiene dos alarmas</translation>
    </message>
    <message>
        <source>No other incident is open</source>
        <translation>No hay otro incidente abierto</translation>
    </message>
    <message>
        <source>It is open</source>
        <translation>Está abierto</translation>
    </message>
    <message>
        <source>It is resolved</source>
        <translation>Está resuelto</translation>
    </message>
    <message>
        <source>It is closed</source>
        <translation>Está cerrado</translation>
    </message>
</context>
<context>
    <name>IncidentPanel</name>
    <message>
        <source>Choose an incident in the list.</source>
        <translation>Elija un incidente de la lista.</translation>
    </message>
    <message>
        <source>The incident has no place on the map.</source>
        <translation>El incidente no tiene lugar en el mapa.</translation>
    </message>
    <message>
        <source>Reading {0} …</source>
        <translation>Leyendo {0}…</translation>
    </message>
    <message>
        <source>There is no record of {0}.</source>
        <translation>No hay registro de {0}.</translation>
    </message>
    <message>
        <source>The record cannot be read now. What is shown is what the engine told.</source>
        <translation>El registro no se puede leer ahora. Se ve lo que dijo el motor.</translation>
    </message>
    <message>
        <source>There is no device of this kind near.</source>
        <translation>No hay un dispositivo de este tipo.</translation>
    </message>
    <message>
        <source>There is no camera.</source>
        <translation>No hay cámaras.</translation>
    </message>
</context>
<context>
    <name>IncidentPicker</name>
    <message>
        <source>Open incidents, nearest first</source>
        <translation>Incidentes abiertos, el más cercano primero</translation>
    </message>
    <message>
        <source>Find an open incident</source>
        <translation>Buscar un incidente abierto</translation>
    </message>
</context>
<context>
    <name>IncidentQueue</name>
    <message>
        <source>{0} alarms</source>
        <translation>{0} alarmas</translation>
    </message>
    <message>
        <source>{0} affected</source>
        <translation>{0} afectados</translation>
    </message>
    <message>
        <source>Open one</source>
        <translation>Abrir uno</translation>
    </message>
    <message>
        <source>Order: priority and target</source>
        <translation>Orden: prioridad y plazo</translation>
    </message>
    <message>
        <source>Look at it, then press again</source>
        <translation>Mírelo y pulse otra vez</translation>
    </message>
    <message>
        <source>No open incidents.</source>
        <translation>Sin incidentes abiertos.</translation>
    </message>
    <message>
        <source>None here.</source>
        <translation>Aquí no hay ninguno.</translation>
    </message>
    <message>
        <source>{0} new, order held</source>
        <translation>{0} nuevos, orden fijo</translation>
    </message>
</context>
<context>
    <name>IncidentReport</name>
    <message>
        <source>Incident record {0}</source>
        <translation>Expediente del incidente {0}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>Sigue a</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Motivo del cierre</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después de</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Against the target</source>
        <translation>Frente a la meta</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>no alcanzado</translation>
    </message>
    <message>
        <source>on time, {0} to spare</source>
        <translation>a tiempo, sobraron {0}</translation>
    </message>
    <message>
        <source>late by {0}</source>
        <translation>con {0} de retraso</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>el programa</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarma</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Surgió</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>Volvió a normal</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>Y {0} más.</translation>
    </message>
    <message>
        <source>Alarms: {0}, of them consequences: {1}</source>
        <translation>Alarmas: {0}, de ellas consecuencias: {1}</translation>
    </message>
    <message>
        <source>first cause</source>
        <translation>causa primera</translation>
    </message>
    <message>
        <source>consequence</source>
        <translation>consecuencia</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>In force before</source>
        <translation>Vigente antes</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Medido</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>{0} devices</source>
        <translation>{0} dispositivos</translation>
    </message>
    <message>
        <source>{0} confirmed, {1} not</source>
        <translation>{0} confirmados, {1} no</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>Cuadrilla</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>Task taken</source>
        <translation>Tarea aceptada</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>En el lugar</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>What they said</source>
        <translation>Qué dijeron</translation>
    </message>
    <message>
        <source>Crews</source>
        <translation>Cuadrillas</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>What was entered</source>
        <translation>Qué se anotó</translation>
    </message>
    <message>
        <source>Procedure: {0}, version {1}</source>
        <translation>Procedimiento: {0}, versión {1}</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>sin hacer</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Did what, how often</source>
        <translation>Qué hizo y cuántas veces</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Primera vez</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Última vez</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
</context>
<context>
    <name>IncidentRequests</name>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. See what the incident says before asking again.</source>
        <translation>El motor no respondió. Mire el incidente antes de pedirlo otra vez.</translation>
    </message>
    <message>
        <source>It could not be asked.</source>
        <translation>No se pudo pedir.</translation>
    </message>
    <message>
        <source>{0} opened</source>
        <translation>{0} abierto</translation>
    </message>
    <message>
        <source>{0} taken</source>
        <translation>{0} tomado</translation>
    </message>
    <message>
        <source>{0} given</source>
        <translation>{0} entregado</translation>
    </message>
    <message>
        <source>Note kept</source>
        <translation>Nota guardada</translation>
    </message>
    <message>
        <source>Alarms moved out</source>
        <translation>Alarmas sacadas</translation>
    </message>
    <message>
        <source>First cause marked</source>
        <translation>Causa primera marcada</translation>
    </message>
    <message>
        <source>{0} merged</source>
        <translation>{0} unido</translation>
    </message>
    <message>
        <source>Crew assigned</source>
        <translation>Cuadrilla asignada</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>Anotado</translation>
    </message>
    <message>
        <source>Step ticked</source>
        <translation>Paso marcado</translation>
    </message>
    <message>
        <source>Step open again</source>
        <translation>Paso abierto otra vez</translation>
    </message>
    <message>
        <source>{0} resolved</source>
        <translation>{0} resuelto</translation>
    </message>
    <message>
        <source>{0} closed</source>
        <translation>{0} cerrado</translation>
    </message>
    <message>
        <source>{0} reopened</source>
        <translation>{0} reabierto</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
</context>
<context>
    <name>IncidentStory</name>
    <message>
        <source>Alarm joined: {0}</source>
        <translation>Se unió la alarma: {0}</translation>
    </message>
    <message>
        <source>{0} alarms joined</source>
        <translation>{0} alarmas se unieron</translation>
    </message>
    <message>
        <source>Back to normal: {0}</source>
        <translation>Volvió a normal: {0}</translation>
    </message>
    <message>
        <source>{0} alarms back to normal</source>
        <translation>{0} alarmas volvieron a normal</translation>
    </message>
    <message>
        <source>{0} alarms came back {1} times from {2} to {3}</source>
        <translation>{0} alarmas volvieron {1} veces de {2} a {3}</translation>
    </message>
    <message>
        <source>came back {0} times from {1} to {2}</source>
        <translation>volvió {0} veces de {1} a {2}</translation>
    </message>
    <message>
        <source>back to normal since {0}</source>
        <translation>normal desde {0}</translation>
    </message>
    <message>
        <source>not back to normal for good</source>
        <translation>aún no se ha normalizado</translation>
    </message>
    <message>
        <source>Alarm moved out: {0}</source>
        <translation>Alarma sacada: {0}</translation>
    </message>
    <message>
        <source>{0} alarms moved out</source>
        <translation>{0} alarmas sacadas</translation>
    </message>
    <message>
        <source>First cause: {0}</source>
        <translation>Causa primera: {0}</translation>
    </message>
    <message>
        <source>{0} merged into this one, with {1} alarms</source>
        <translation>{0} se unió a este, con {1} alarmas</translation>
    </message>
    <message>
        <source>Split from {0}, with {1} alarms</source>
        <translation>Separado de {0}, con {1} alarmas</translation>
    </message>
    <message>
        <source>Opened: {0}</source>
        <translation>Abierto: {0}</translation>
    </message>
    <message>
        <source>follows {0}</source>
        <translation>sigue a {0}</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Reconocido</translation>
    </message>
    <message>
        <source>Given to nobody</source>
        <translation>Queda sin dueño</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Tomado</translation>
    </message>
    <message>
        <source>Given to {0}</source>
        <translation>Entregado a {0}</translation>
    </message>
    <message>
        <source>hand-over of the shift</source>
        <translation>relevo de turno</translation>
    </message>
    <message>
        <source>Watched by {0}</source>
        <translation>{0} lo sigue</translation>
    </message>
    <message>
        <source>No longer watched by {0}</source>
        <translation>{0} deja de seguirlo</translation>
    </message>
    <message>
        <source>Note: {0}</source>
        <translation>Nota: {0}</translation>
    </message>
    <message>
        <source>Priority: {0}</source>
        <translation>Prioridad: {0}</translation>
    </message>
    <message>
        <source>Now described as {0}</source>
        <translation>Ahora descrito como {0}</translation>
    </message>
    <message>
        <source>Device linked: {0}</source>
        <translation>Dispositivo vinculado: {0}</translation>
    </message>
    <message>
        <source>Device no longer linked: {0}</source>
        <translation>Dispositivo desvinculado: {0}</translation>
    </message>
    <message>
        <source>Order: {0}</source>
        <translation>Orden: {0}</translation>
    </message>
    <message>
        <source>by radio</source>
        <translation>por radio</translation>
    </message>
    <message>
        <source>Procedure followed: {0}, version {1}</source>
        <translation>Procedimiento seguido: {0}, versión {1}</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>Hecho: {0}</translation>
    </message>
    <message>
        <source>Open again: {0}</source>
        <translation>Abierto otra vez: {0}</translation>
    </message>
    <message>
        <source>File attached: {0}</source>
        <translation>Archivo adjunto: {0}</translation>
    </message>
    <message>
        <source>Target missed: {0} · escalation {1}</source>
        <translation>Plazo vencido: {0} · escalamiento {1}</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelto</translation>
    </message>
    <message>
        <source>Closed: {0}</source>
        <translation>Cerrado: {0}</translation>
    </message>
    <message>
        <source>alarms still active: {0}</source>
        <translation>alarmas aún activas: {0}</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Reabierto</translation>
    </message>
</context>
<context>
    <name>IncidentWords</name>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Reconocido</translation>
    </message>
    <message>
        <source>Crew assigned</source>
        <translation>Cuadrilla asignada</translation>
    </message>
    <message>
        <source>Crew dispatched</source>
        <translation>Cuadrilla enviada</translation>
    </message>
    <message>
        <source>Crew on its way</source>
        <translation>Cuadrilla en camino</translation>
    </message>
    <message>
        <source>Crew on site</source>
        <translation>Cuadrilla en el lugar</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelto</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrado</translation>
    </message>
    <message>
        <source>Assigned, no answer yet</source>
        <translation>Asignada, sin respuesta</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>En el lugar</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No la tomó</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Retirada</translation>
    </message>
    <message>
        <source>The handset could not be told that the task is over: tell the crew by radio</source>
        <translation>No se pudo avisar al terminal de que la tarea terminó: avise a la unidad por radio</translation>
    </message>
    <message>
        <source>The handset has been told that the task is over</source>
        <translation>El terminal ya recibió el aviso de que la tarea terminó</translation>
    </message>
    <message>
        <source>No answer from the handset</source>
        <translation>El terminal no respondió</translation>
    </message>
    <message>
        <source>The task could not be sent</source>
        <translation>No se pudo enviar la tarea</translation>
    </message>
    <message>
        <source>The link was lost before the crew answered</source>
        <translation>Se perdió el enlace antes de que respondiera la unidad</translation>
    </message>
    <message>
        <source>Taken long ago, and nothing said since: ask by radio</source>
        <translation>Aceptada hace mucho y sin noticias desde entonces: pregunte por radio</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Solucionado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Falsa alarma</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicado</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Unido a otro</translation>
    </message>
    <message>
        <source>From an alarm</source>
        <translation>De una alarma</translation>
    </message>
    <message>
        <source>Opened by hand</source>
        <translation>Abierto a mano</translation>
    </message>
    <message>
        <source>A citizen&apos;s report</source>
        <translation>Reporte vecinal</translation>
    </message>
    <message>
        <source>Split from another</source>
        <translation>Separado de otro</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>Arrive</source>
        <translation>Llegar</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
</context>
<context>
    <name>ItemsPane</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>KeptWalls</name>
    <message>
        <source>Keep this wall</source>
        <translation>Guardar este muro</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Nombre de la vista</translation>
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
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
</context>
<context>
    <name>LampFaults</name>
    <message>
        <source>On by day</source>
        <translation>Encendida de día</translation>
    </message>
    <message>
        <source>Dark at night</source>
        <translation>No enciende</translation>
    </message>
    <message>
        <source>Goes on and off</source>
        <translation>Se apaga y prende</translation>
    </message>
    <message>
        <source>Low power factor</source>
        <translation>Factor de potencia bajo</translation>
    </message>
    <message>
        <source>Too hot</source>
        <translation>Muy caliente</translation>
    </message>
    <message>
        <source>Does not dim</source>
        <translation>No atenúa</translation>
    </message>
    <message>
        <source>Communication lost</source>
        <translation>Sin comunicación</translation>
    </message>
    <message>
        <source>relay stuck</source>
        <translation>relé pegado</translation>
    </message>
    <message>
        <source>told to be on</source>
        <translation>tiene orden de encender</translation>
    </message>
    <message>
        <source>contactor of the circuit stuck</source>
        <translation>contactor del circuito pegado</translation>
    </message>
    <message>
        <source>no voltage at the lamp</source>
        <translation>sin tensión en la luminaria</translation>
    </message>
    <message>
        <source>circuit without voltage</source>
        <translation>circuito sin tensión</translation>
    </message>
    <message>
        <source>lamp or driver</source>
        <translation>lámpara o driver</translation>
    </message>
    <message>
        <source>told to be off</source>
        <translation>tiene orden de apagar</translation>
    </message>
    <message>
        <source>end of life</source>
        <translation>fin de vida útil</translation>
    </message>
    <message>
        <source>loose contact</source>
        <translation>contacto flojo</translation>
    </message>
    <message>
        <source>capacitor</source>
        <translation>condensador</translation>
    </message>
    <message>
        <source>driver too hot</source>
        <translation>driver muy caliente</translation>
    </message>
    <message>
        <source>dimmer does not act</source>
        <translation>el atenuador no actúa</translation>
    </message>
    <message>
        <source>controller or radio</source>
        <translation>controlador o radio</translation>
    </message>
</context>
<context>
    <name>LampModel</name>
    <message>
        <source>Hours lit in the last {0} days, as metered</source>
        <translation>Horas encendida en los últimos {0} días, según medición</translation>
    </message>
    <message>
        <source>Luminaire</source>
        <translation>Luminaria</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Medido</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horas</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Falla</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>awaited</source>
        <translation>pend.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
</context>
<context>
    <name>LampRows</name>
    <message>
        <source>Luminaires of the group</source>
        <translation>Luminarias del grupo</translation>
    </message>
</context>
<context>
    <name>LampTable</name>
    <message>
        <source>Filter luminaires</source>
        <translation>Filtrar luminarias</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
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
    <name>LevelEditor</name>
    <message>
        <source>Change the level of the group</source>
        <translation>Cambiar nivel del grupo</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Durar</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampa</translation>
    </message>
    <message>
        <source>in force {0}</source>
        <translation>vigente {0}</translation>
    </message>
    <message>
        <source>programme {0}</source>
        <translation>programa {0}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>apagar</translation>
    </message>
    <message>
        <source>Select {0}</source>
        <translation>Seleccionar {0}</translation>
    </message>
    <message>
        <source>Send {1} to {0}</source>
        <translation>Enviar {1} a {0}</translation>
    </message>
    <message>
        <source>Back to the programme</source>
        <translation>Volver al programa</translation>
    </message>
    <message>
        <source>By keyboard: hold Space</source>
        <translation>Con teclado: mantener Espacio</translation>
    </message>
    <message>
        <source>Left out: {0}</source>
        <translation>Quedan fuera: {0}</translation>
    </message>
    <message>
        <source>A group of this size is selected, looked over, and then held to send.</source>
        <translation>Un grupo así se selecciona, se revisa y se envía manteniendo el botón.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Al instante</translation>
    </message>
</context>
<context>
    <name>LevelSlider</name>
    <message>
        <source>Level to ask, in per cent</source>
        <translation>Nivel por pedir, en por ciento</translation>
    </message>
</context>
<context>
    <name>LifeChart</name>
    <message>
        <source>No order has been given yet.</source>
        <translation>Aún no se ha dado ninguna orden.</translation>
    </message>
</context>
<context>
    <name>Lighting</name>
    <message>
        <source>1 luminaire</source>
        <translation>1 luminaria</translation>
    </message>
    <message>
        <source>{0} luminaires</source>
        <translation>{0} luminarias</translation>
    </message>
    <message>
        <source>Until dawn, {0}</source>
        <translation>Hasta el alba, {0}</translation>
    </message>
    <message>
        <source>Until {0}</source>
        <translation>Hasta {0}</translation>
    </message>
    <message>
        <source>Until given up</source>
        <translation>Hasta soltarlo</translation>
    </message>
    <message>
        <source>until given up</source>
        <translation>hasta soltarlo</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>hasta {0}</translation>
    </message>
    <message>
        <source>The settings do not say where the city is: steps at the sun do not happen.</source>
        <translation>Los ajustes no dicen dónde está la ciudad: los pasos por el sol no ocurren.</translation>
    </message>
    <message>
        <source>Drawn area</source>
        <translation>Área dibujada</translation>
    </message>
    <message>
        <source>Place, {0} around</source>
        <translation>Lugar, {0} alrededor</translation>
    </message>
</context>
<context>
    <name>LightingGroups</name>
    <message>
        <source>With faults</source>
        <translation>Con fallas</translation>
    </message>
    <message>
        <source>All luminaires</source>
        <translation>Todas las luminarias</translation>
    </message>
</context>
<context>
    <name>LightingPage</name>
    <message>
        <source>History cannot be read now.</source>
        <translation>Ahora no se puede leer el historial.</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Aún sin datos.</translation>
    </message>
    <message>
        <source>Reading {0} of {1} days</source>
        <translation>Leyendo {0} de {1} días</translation>
    </message>
</context>
<context>
    <name>LightingRequests</name>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. Look at what is shown before asking again.</source>
        <translation>El motor no respondió. Mire lo que se muestra antes de pedirlo otra vez.</translation>
    </message>
</context>
<context>
    <name>LinkDeviceDialog</name>
    <message>
        <source>Link a device</source>
        <translation>Vincular un dispositivo</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Vincular</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>Buscar un dispositivo</translation>
    </message>
    <message>
        <source>Choose a device.</source>
        <translation>Elija un dispositivo.</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Quitar</translation>
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
    <name>LoadingRows</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Reading the record …</source>
        <translation>Leyendo el registro…</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
    <message>
        <source>Locked since {0}, for {1}</source>
        <translation>Bloqueado desde {0}, hace {1}</translation>
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
    <name>MapControl</name>
    <message>
        <source>asked {0}, in force {1}</source>
        <translation>pedido {0}, vigente {1}</translation>
    </message>
    <message>
        <source>under manual control</source>
        <translation>bajo control manual</translation>
    </message>
    <message>
        <source>order under way</source>
        <translation>orden en curso</translation>
    </message>
    <message>
        <source>last order did not end as asked</source>
        <translation>la última orden no terminó como se pidió</translation>
    </message>
    <message>
        <source>under maintenance</source>
        <translation>en mantenimiento</translation>
    </message>
</context>
<context>
    <name>MapIncidents</name>
    <message>
        <source>Cordon {0} · {1}</source>
        <translation>Cordón {0} · {1}</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge into another incident</source>
        <translation>Unir a otro incidente</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Unir</translation>
    </message>
    <message>
        <source>Its alarms, devices and watchers go over to the other one; this one is closed.</source>
        <translation>Sus alarmas, dispositivos y seguidores pasan al otro; este se cierra.</translation>
    </message>
    <message>
        <source>Choose the incident that stays.</source>
        <translation>Elija el incidente que queda.</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Write the name.</source>
        <translation>Escriba el nombre.</translation>
    </message>
    <message>
        <source>There is a group of this name.</source>
        <translation>Ya hay un grupo con ese nombre.</translation>
    </message>
</context>
<context>
    <name>NightChart</name>
    <message>
        <source>sunset {0}</source>
        <translation>ocaso {0}</translation>
    </message>
    <message>
        <source>sunrise {0}</source>
        <translation>salida del sol {0}</translation>
    </message>
    <message>
        <source>Manual {0}</source>
        <translation>Manual {0}</translation>
    </message>
    <message>
        <source>now {0}</source>
        <translation>ahora {0}</translation>
    </message>
</context>
<context>
    <name>NoPermission</name>
    <message>
        <source>You may not see this.</source>
        <translation>No puede ver esto.</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Write a note on the incident</source>
        <translation>Escribir nota del incidente</translation>
    </message>
    <message>
        <source>Note on the incident</source>
        <translation>Nota sobre el incidente</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Intro</translation>
    </message>
    <message>
        <source>{0} characters too many</source>
        <translation>Sobran {0} caracteres</translation>
    </message>
</context>
<context>
    <name>OfferDialog</name>
    <message>
        <source>Note for who takes over</source>
        <translation>Nota para quien recibe</translation>
    </message>
    <message>
        <source>What who comes must know</source>
        <translation>Lo que debe saber quien llega</translation>
    </message>
    <message>
        <source>Incidents that go along</source>
        <translation>Incidentes que se entregan</translation>
    </message>
    <message>
        <source>You have no open incident.</source>
        <translation>No tiene incidentes abiertos.</translation>
    </message>
    <message>
        <source>Hand over my shift</source>
        <translation>Entregar turno</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>{0} characters too many</source>
        <translation>Sobran {0} caracteres</translation>
    </message>
    <message>
        <source>Write a note for who takes over.</source>
        <translation>Escriba una nota para quien recibe.</translation>
    </message>
</context>
<context>
    <name>OpenIncidentDialog</name>
    <message>
        <source>Open an incident</source>
        <translation>Abrir un incidente</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>As the kind says</source>
        <translation>La del tipo</translation>
    </message>
    <message>
        <source>P&amp;riority</source>
        <translation>&amp;Prioridad</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Nota</translation>
    </message>
    <message>
        <source>At {0}</source>
        <translation>En {0}</translation>
    </message>
    <message>
        <source>At {0}, {1}</source>
        <translation>En {0}, {1}</translation>
    </message>
    <message>
        <source>Without a place on the map.</source>
        <translation>Sin lugar en el mapa.</translation>
    </message>
    <message>
        <source>with {0} alarms</source>
        <translation>con {0} alarmas</translation>
    </message>
</context>
<context>
    <name>OperatorForm</name>
    <message>
        <source>Unsaved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>To sign in, such as r.quispe</source>
        <translation>Para entrar, como r.quispe</translation>
    </message>
    <message>
        <source>All districts</source>
        <translation>Todos los distritos</translation>
    </message>
    <message>
        <source>Choose at least one district.</source>
        <translation>Elija al menos un distrito.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Recargar</translation>
    </message>
    <message>
        <source>Reset access…</source>
        <translation>Restablecer acceso…</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Distritos</translation>
    </message>
    <message>
        <source>Select an operator</source>
        <translation>Elija un operador</translation>
    </message>
    <message>
        <source>New operator</source>
        <translation>Nuevo operador</translation>
    </message>
    <message>
        <source>Gets a one-time code to sign in with.</source>
        <translation>Recibe un código de un uso para entrar.</translation>
    </message>
    <message>
        <source>End session at {0}</source>
        <translation>Terminar sesión en {0}</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Inhabilitar…</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Habilitar</translation>
    </message>
    <message>
        <source>Id: 2 to 32 of a–z, 0–9, dot, hyphen, underscore.</source>
        <translation>Id: de 2 a 32 de a–z, 0–9, punto, guion, guion bajo.</translation>
    </message>
    <message>
        <source>Write the name.</source>
        <translation>Escriba el nombre.</translation>
    </message>
</context>
<context>
    <name>OperatorLines</name>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>All districts</source>
        <translation>Todos los distritos</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Inhabilitado</translation>
    </message>
    <message>
        <source>Locked out until {0}</source>
        <translation>Bloqueado hasta {0}</translation>
    </message>
    <message>
        <source>One-time code expired</source>
        <translation>Código vencido</translation>
    </message>
    <message>
        <source>One-time code until {0}</source>
        <translation>Código hasta {0}</translation>
    </message>
    <message>
        <source>Must choose a password</source>
        <translation>Debe elegir contraseña</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Habilitado</translation>
    </message>
    <message>
        <source>{0} (locked)</source>
        <translation>{0} (bloqueado)</translation>
    </message>
</context>
<context>
    <name>OperatorMenu</name>
    <message>
        <source>also at {0}</source>
        <translation>también en {0}</translation>
    </message>
    <message>
        <source>Signed in since {0}</source>
        <translation>En turno desde {0}</translation>
    </message>
</context>
<context>
    <name>OperatorModel</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Distritos</translation>
    </message>
    <message>
        <source>2nd factor</source>
        <translation>2.º factor</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Última entrada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>At console</source>
        <translation>En el puesto</translation>
    </message>
</context>
<context>
    <name>OperatorsPage</name>
    <message>
        <source>Operators</source>
        <translation>Operadores</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Loading operators</source>
        <translation>Cargando operadores</translation>
    </message>
    <message>
        <source>The engine is away. Nothing was read yet.</source>
        <translation>El motor no está. Aún no se ha leído nada.</translation>
    </message>
</context>
<context>
    <name>OperatorsPanel</name>
    <message>
        <source>Add operator</source>
        <translation>Agregar operador</translation>
    </message>
    <message>
        <source>Reload list</source>
        <translation>Recargar lista</translation>
    </message>
    <message>
        <source>No operators.</source>
        <translation>Sin operadores.</translation>
    </message>
    <message>
        <source>{0} operators</source>
        <translation>{0} operadores</translation>
    </message>
    <message>
        <source>Save or discard what was changed first.</source>
        <translation>Guarde o descarte antes lo que cambió.</translation>
    </message>
    <message>
        <source>Disable {0}?</source>
        <translation>¿Inhabilitar a {0}?</translation>
    </message>
    <message>
        <source>Open sessions end at once. The id is kept and can be enabled again.</source>
        <translation>Sus sesiones terminan al momento. El id queda y se puede habilitar otra vez.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Inhabilitar</translation>
    </message>
    <message>
        <source>Reset the access of {0}?</source>
        <translation>¿Restablecer el acceso de {0}?</translation>
    </message>
    <message>
        <source>Password, second factor and lock are void at once. A one-time code takes their place.</source>
        <translation>Contraseña, segundo factor y bloqueo quedan sin efecto. Los reemplaza un código de un uso.</translation>
    </message>
    <message>
        <source>Reset access</source>
        <translation>Restablecer acceso</translation>
    </message>
    <message>
        <source>End the session of {0}?</source>
        <translation>¿Terminar la sesión de {0}?</translation>
    </message>
    <message>
        <source>Whoever is at {0} has to sign in again to act.</source>
        <translation>Quien esté en {0} tendrá que iniciar sesión para actuar.</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>Terminar sesión</translation>
    </message>
    <message>
        <source>Added {0}</source>
        <translation>{0} agregado</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>{0} guardado</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>Restablecido: {0}</translation>
    </message>
    <message>
        <source>Session ended</source>
        <translation>Sesión terminada</translation>
    </message>
</context>
<context>
    <name>OrderEditor</name>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Travel time</source>
        <translation>Tiempo de viaje</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Tono</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Why, for the record</source>
        <translation>Por qué, para el registro</translation>
    </message>
    <message>
        <source>Selected: {0}. Release it to ask for something else.</source>
        <translation>Seleccionado: {0}. Suelte para pedir otra cosa.</translation>
    </message>
    <message>
        <source>Selected by another: {0}. Only what brings it to rest goes past this.</source>
        <translation>Seleccionado por otra persona: {0}. Sólo pasa lo que la lleva al reposo.</translation>
    </message>
    <message>
        <source>{0} within {1}</source>
        <translation>{0} en {1}</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>Incidentes abiertos</translation>
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
        <source>Incident</source>
        <translation>Incidente</translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation>Alumbrado</translation>
    </message>
    <message>
        <source>Device under control</source>
        <translation>Equipo bajo control</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Muro</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>To dispatch and under way</source>
        <translation>Por despachar y en curso</translation>
    </message>
    <message>
        <source>Crews and patrols</source>
        <translation>Cuadrillas y patrullas</translation>
    </message>
    <message>
        <source>Chosen incident</source>
        <translation>Incidente elegido</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reportes</translation>
    </message>
    <message>
        <source>Alarm quality</source>
        <translation>Calidad de alarmas</translation>
    </message>
    <message>
        <source>Shift log</source>
        <translation>Bitácora de turnos</translation>
    </message>
    <message>
        <source>Work plan</source>
        <translation>Plan de trabajo</translation>
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
        <source>Operators</source>
        <translation>Operadores</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Auditoría</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>Procedimientos</translation>
    </message>
    <message>
        <source>Log of this console</source>
        <translation>Registro de este puesto</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Tendencia</translation>
    </message>
    <message>
        <source>Camera health</source>
        <translation>Salud de las cámaras</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Ajuste</translation>
    </message>
    <message>
        <source>Set up cameras</source>
        <translation>Configurar cámaras</translation>
    </message>
</context>
<context>
    <name>PartTable</name>
    <message>
        <source>Add</source>
        <translation>Agregar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>The password is another one now.</source>
        <translation>La contraseña ya es otra.</translation>
    </message>
</context>
<context>
    <name>PendingRow</name>
    <message>
        <source>Look and sign</source>
        <translation>Ver y firmar</translation>
    </message>
    <message>
        <source>{0} asks for your signature: {1} {2}</source>
        <translation>{0} pide su firma: {1} {2}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>queda {0}</translation>
    </message>
</context>
<context>
    <name>PeriodReport</name>
    <message>
        <source>Incidents of a period</source>
        <translation>Incidentes de un periodo</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>How they ended</source>
        <translation>Cómo terminaron</translation>
    </message>
    <message>
        <source>How they stand now</source>
        <translation>Cómo están ahora</translation>
    </message>
    <message>
        <source>Open at the begin</source>
        <translation>Abiertos al inicio</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abiertos</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrados</translation>
    </message>
    <message>
        <source>Open at the end</source>
        <translation>Abiertos al final</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Incidentes</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Times from the opening</source>
        <translation>Tiempos desde la apertura</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Mediana</translation>
    </message>
    <message>
        <source>Nine of ten within</source>
        <translation>Nueve de diez en</translation>
    </message>
    <message>
        <source>With a target</source>
        <translation>Con meta</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>A tiempo</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Of incidents opened in this time, without duplicates and merged ones. What was not needed any more before its target was over counts as on time.</source>
        <translation>De los incidentes abiertos en este tiempo, sin duplicados ni unidos. Lo que dejó de hacer falta antes de vencer su meta cuenta como a tiempo.</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>By zone</source>
        <translation>Por zona</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>Por prioridad</translation>
    </message>
    <message>
        <source>By origin</source>
        <translation>Por origen</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Siguen abiertos</translation>
    </message>
    <message>
        <source>{0}, median</source>
        <translation>{0}, mediana</translation>
    </message>
    <message>
        <source>{0}, on time</source>
        <translation>{0}, a tiempo</translation>
    </message>
    <message>
        <source>No zone</source>
        <translation>Sin zona</translation>
    </message>
    <message>
        <source>Crews</source>
        <translation>Cuadrillas</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>Cuadrilla</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Llegó</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>No la tomó</translation>
    </message>
    <message>
        <source>To the answer, median</source>
        <translation>Hasta responder, mediana</translation>
    </message>
    <message>
        <source>To the arrival, median</source>
        <translation>Hasta llegar, mediana</translation>
    </message>
    <message>
        <source>On site, median</source>
        <translation>En el lugar, mediana</translation>
    </message>
</context>
<context>
    <name>PhotoAttaching</name>
    <message>
        <source>This incident is closed.</source>
        <translation>Este incidente está cerrado.</translation>
    </message>
    <message>
        <source>{0} {1} blurred</source>
        <translation>{0} {1} difuminada</translation>
    </message>
    <message>
        <source>There is no room on this console&apos;s disk for the picture.</source>
        <translation>No hay lugar en el disco de esta consola para la imagen.</translation>
    </message>
    <message>
        <source>Faces and plates are shown.</source>
        <translation>Se muestran caras y placas.</translation>
    </message>
    <message>
        <source>Attached to {0}.</source>
        <translation>Adjuntada a {0}.</translation>
    </message>
</context>
<context>
    <name>PhotoQuestion</name>
    <message>
        <source>Show &amp;faces and plates</source>
        <translation>&amp;Mostrar caras y placas</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Adjuntar</translation>
    </message>
    <message>
        <source>Everybody who may read the incident will see them. It goes on record.</source>
        <translation>Los verá quien pueda leer el incidente. Queda registrado.</translation>
    </message>
    <message>
        <source>The whole picture is blurred.</source>
        <translation>Toda la imagen sale borrosa.</translation>
    </message>
</context>
<context>
    <name>PlaceDialog</name>
    <message>
        <source>Light up this place</source>
        <translation>Iluminar este lugar</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>All lamps around go to 100 % and return to the programme by themselves.</source>
        <translation>Las luminarias de alrededor suben a 100 % y vuelven solas al programa.</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Durante</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>{0} within the radius</source>
        <translation>{0} dentro del radio</translation>
    </message>
    <message>
        <source>No luminaire within the radius.</source>
        <translation>Ninguna luminaria dentro del radio.</translation>
    </message>
    <message>
        <source>Hold to light up {0}</source>
        <translation>Mantener: iluminar {0}</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>On no map: nobody has said where it stands.</source>
        <translation>En ningún mapa: nadie ha dicho dónde está.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Latitude, longitude</source>
        <translation>Latitud, longitud</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Distrito</translation>
    </message>
    <message>
        <source>Used where the city does not introduce the camera itself.</source>
        <translation>Vale donde la ciudad no presenta la cámara por sí misma.</translation>
    </message>
    <message>
        <source>A place is written as latitude, longitude: -12.04637, -77.04279.</source>
        <translation>El lugar se escribe como latitud, longitud: -12.04637, -77.04279.</translation>
    </message>
    <message>
        <source>Latitude goes from -90 to 90, longitude from -180 to 180.</source>
        <translation>La latitud va de -90 a 90, la longitud de -180 a 180.</translation>
    </message>
    <message>
        <source>Place of the chosen device</source>
        <translation>Lugar del dispositivo elegido</translation>
    </message>
    <message>
        <source>Choose a device on the map or in a list first.</source>
        <translation>Elija antes un dispositivo en el mapa o en una lista.</translation>
    </message>
    <message>
        <source>Place of {0}</source>
        <translation>Lugar de {0}</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Programmes and calendars</source>
        <translation>Programas y calendarios</translation>
    </message>
    <message>
        <source>Add programme</source>
        <translation>Añadir programa</translation>
    </message>
    <message>
        <source>No programmes yet.</source>
        <translation>Aún sin programas.</translation>
    </message>
    <message>
        <source>Add calendar</source>
        <translation>Añadir calendario</translation>
    </message>
    <message>
        <source>No calendars yet.</source>
        <translation>Aún sin calendarios.</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>Poner en vigor</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>Cargar el suyo</translation>
    </message>
    <message>
        <source>Programmes</source>
        <translation>Programas</translation>
    </message>
    <message>
        <source>Calendars</source>
        <translation>Calendarios</translation>
    </message>
    <message>
        <source>Luminaires, holidays, floors</source>
        <translation>Luminarias, feriados, mínimos</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Lo que está mal o conviene saber</translation>
    </message>
    <message>
        <source>{0} has put another plan in force meanwhile. What you wrote is still here.</source>
        <translation>{0} puso otro plan en vigor mientras tanto. Lo escrito sigue aquí.</translation>
    </message>
    <message>
        <source>Mend what is marked ■ first.</source>
        <translation>Corrija antes lo marcado con ■.</translation>
    </message>
    <message>
        <source>Nothing changed.</source>
        <translation>Sin cambios.</translation>
    </message>
    <message>
        <source>New programme</source>
        <translation>Programa nuevo</translation>
    </message>
    <message>
        <source>New calendar</source>
        <translation>Calendario nuevo</translation>
    </message>
    <message>
        <source>What was changed here is not in force and would be lost.</source>
        <translation>Lo cambiado aquí no está en vigor y se perdería.</translation>
    </message>
    <message>
        <source>Leave without putting it in force?</source>
        <translation>¿Salir sin ponerlo en vigor?</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>The plan is in force.</source>
        <translation>El plan está en vigor.</translation>
    </message>
    <message>
        <source>Another plan was first. Load it, then write your change again.</source>
        <translation>Otro plan entró antes. Cárguelo y repita el cambio.</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
</context>
<context>
    <name>PlanReport</name>
    <message>
        <source>Quarterly report {0}</source>
        <translation>Informe trimestral {0}</translation>
    </message>
    <message>
        <source>{0}, goal</source>
        <translation>{0}, meta</translation>
    </message>
    <message>
        <source>{0}, done</source>
        <translation>{0}, hecho</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Of the goal</source>
        <translation>De la meta</translation>
    </message>
    <message>
        <source>Activities and goals</source>
        <translation>Actividades y metas</translation>
    </message>
    <message>
        <source>What was to be delivered</source>
        <translation>Entregables</translation>
    </message>
    <message>
        <source>Deliverable</source>
        <translation>Entregable</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>by the program</source>
        <translation>por el programa</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
</context>
<context>
    <name>PlanSaving</name>
    <message>
        <source>In {0} nights about {1}.</source>
        <translation>En {0} noches, unos {1}.</translation>
    </message>
    <message>
        <source>In {0} nights about {1}, as much as now</source>
        <translation>En {0} noches, unos {1}, igual que ahora</translation>
    </message>
    <message>
        <source>In {0} nights about {1}: {2} less than now, −{3} %</source>
        <translation>En {0} noches, unos {1}: {2} menos que ahora, −{3} %</translation>
    </message>
    <message>
        <source>In {0} nights about {1}: {2} more than now, +{3} %</source>
        <translation>En {0} noches, unos {1}: {2} más que ahora, +{3} %</translation>
    </message>
    <message>
        <source>down to {0} by traffic</source>
        <translation>hasta {0} según el tránsito</translation>
    </message>
    <message>
        <source>saves {0}</source>
        <translation>ahorra {0}</translation>
    </message>
    <message>
        <source>costs {0} more</source>
        <translation>cuesta {0} más</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Deliverable</source>
        <translation>Entregable</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Cómo se cuenta</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Activities: done / goal a month</source>
        <translation>Actividades: hecho / meta por mes</translation>
    </message>
</context>
<context>
    <name>PlanWords</name>
    <message>
        <source>step {0}</source>
        <translation>paso {0}</translation>
    </message>
    <message>
        <source>Assignment {0}</source>
        <translation>Asignación {0}</translation>
    </message>
    <message>
        <source>something has no id</source>
        <translation>algo no tiene clave</translation>
    </message>
    <message>
        <source>it is there twice</source>
        <translation>está dos veces</translation>
    </message>
    <message>
        <source>no steps</source>
        <translation>no tiene pasos</translation>
    </message>
    <message>
        <source>no such time</source>
        <translation>esa hora no existe</translation>
    </message>
    <message>
        <source>the level is not between 0 and 100 %</source>
        <translation>el nivel no está entre 0 y 100 %</translation>
    </message>
    <message>
        <source>the ramp is longer than an hour</source>
        <translation>la rampa dura más de una hora</translation>
    </message>
    <message>
        <source>the limit is no number</source>
        <translation>el límite no es un número</translation>
    </message>
    <message>
        <source>it would hold for more than a day</source>
        <translation>duraría más de un día</translation>
    </message>
    <message>
        <source>the low traffic is not below the high</source>
        <translation>el tránsito bajo no es menor que el alto</translation>
    </message>
    <message>
        <source>choose what is measured</source>
        <translation>elija qué se mide</translation>
    </message>
    <message>
        <source>its programme is not in the plan</source>
        <translation>su programa no está en el plan</translation>
    </message>
    <message>
        <source>its calendar is not in the plan</source>
        <translation>su calendario no está en el plan</translation>
    </message>
    <message>
        <source>no such day of the week</source>
        <translation>ese día de la semana no existe</translation>
    </message>
    <message>
        <source>write dates as MM-DD or YYYY-MM-DD</source>
        <translation>escriba las fechas como MM-DD o AAAA-MM-DD</translation>
    </message>
    <message>
        <source>a season needs both its days</source>
        <translation>una temporada necesita sus dos días</translation>
    </message>
    <message>
        <source>it ends before it begins</source>
        <translation>termina antes de empezar</translation>
    </message>
    <message>
        <source>these are no luminaires</source>
        <translation>no son luminarias</translation>
    </message>
    <message>
        <source>another step at the same time; this holds</source>
        <translation>otro paso a la misma hora; vale este</translation>
    </message>
    <message>
        <source>overlaps with {0}, which goes first</source>
        <translation>se cruza con {0}, que va antes</translation>
    </message>
    <message>
        <source>{0} above it fits every such night</source>
        <translation>{0}, más arriba, cubre todas esas noches</translation>
    </message>
    <message>
        <source>road class {0} has no floor: no dimming by traffic there</source>
        <translation>la clase de vía {0} no tiene mínimo: ahí no se ajusta por tránsito</translation>
    </message>
    <message>
        <source>nothing uses it</source>
        <translation>nadie lo usa</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>As it will be followed</source>
        <translation>Así se seguirá</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Ticks here have no effect.</source>
        <translation>Las marcas aquí no tienen efecto.</translation>
    </message>
</context>
<context>
    <name>PriorityDialog</name>
    <message>
        <source>Set the priority</source>
        <translation>Fijar la prioridad</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>Choose another priority.</source>
        <translation>Elija otra prioridad.</translation>
    </message>
    <message>
        <source>It goes down: write the reason.</source>
        <translation>Baja: escribe el motivo.</translation>
    </message>
</context>
<context>
    <name>PrivacyDialog</name>
    <message>
        <source>Privacy zones of {0}</source>
        <translation>Zonas privadas de {0}</translation>
    </message>
    <message>
        <source>No picture now. Zones can be drawn all the same.</source>
        <translation>Ahora no hay imagen. Las zonas se pueden dibujar igual.</translation>
    </message>
    <message>
        <source>Add zone</source>
        <translation>Añadir zona</translation>
    </message>
    <message>
        <source>Remove zone</source>
        <translation>Quitar zona</translation>
    </message>
    <message>
        <source>Keep zones</source>
        <translation>Conservar zonas</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
    <message>
        <source>Press to set corners. They are black at the source, also in recordings.</source>
        <translation>Pulse para poner esquinas. Quedan en negro desde el origen, también en lo grabado.</translation>
    </message>
    <message>
        <source>Zone {0}</source>
        <translation>Zona {0}</translation>
    </message>
</context>
<context>
    <name>ProcedurePage</name>
    <message>
        <source>Preview…</source>
        <translation>Vista previa…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Not published</source>
        <translation>Sin publicar</translation>
    </message>
    <message>
        <source>What was written is not published and would be lost.</source>
        <translation>Lo escrito no está publicado y se perdería.</translation>
    </message>
    <message>
        <source>Leave the procedure?</source>
        <translation>¿Dejar el procedimiento?</translation>
    </message>
    <message>
        <source>Discard and go on</source>
        <translation>Descartar y seguir</translation>
    </message>
    <message>
        <source>The database does not answer. Older versions cannot be read.</source>
        <translation>La base de datos no responde. No se pueden leer versiones anteriores.</translation>
    </message>
    <message>
        <source>No new incident follows it. Incidents that follow it go on with their version.</source>
        <translation>Ningún incidente nuevo lo seguirá. Los que lo siguen continúan con su versión.</translation>
    </message>
    <message>
        <source>Retire the procedure?</source>
        <translation>¿Retirar el procedimiento?</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Procedure retired.</source>
        <translation>Procedimiento retirado.</translation>
    </message>
    <message>
        <source>Version {0} published.</source>
        <translation>Versión {0} publicada.</translation>
    </message>
    <message>
        <source>Somebody else published a version meanwhile. Discard loads it; yours is not kept.</source>
        <translation>Alguien publicó una versión mientras tanto. Descartar la carga; la tuya no está guardada.</translation>
    </message>
    <message>
        <source>The engine is away.</source>
        <translation>El motor no está.</translation>
    </message>
    <message>
        <source>Something is wrong with it; see beside the steps.</source>
        <translation>Algo está mal; mira junto a los pasos.</translation>
    </message>
    <message>
        <source>Another procedure has this id.</source>
        <translation>Otro procedimiento tiene este identificador.</translation>
    </message>
    <message>
        <source>Publish version {0}</source>
        <translation>Publicar versión {0}</translation>
    </message>
</context>
<context>
    <name>ProcedureSection</name>
    <message>
        <source>Procedure · {0}</source>
        <translation>Procedimiento · {0}</translation>
    </message>
    <message>
        <source>Version {0} is being read.</source>
        <translation>Se está leyendo la versión {0}.</translation>
    </message>
    <message>
        <source>The version that is followed cannot be read now.</source>
        <translation>La versión que se sigue no se puede leer ahora.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>The incident is closed.</source>
        <translation>El incidente está cerrado.</translation>
    </message>
    <message>
        <source>Follow the newer version {0}</source>
        <translation>Seguir la versión nueva {0}</translation>
    </message>
    <message>
        <source>Ticks of steps that it has too stay.</source>
        <translation>Quedan las marcas de los pasos que también tiene.</translation>
    </message>
    <message>
        <source>Open the step again</source>
        <translation>Abrir el paso otra vez</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Escriba el motivo</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Abrir otra vez</translation>
    </message>
</context>
<context>
    <name>ProcedureShelf</name>
    <message>
        <source>Procedures</source>
        <translation>Procedimientos</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>New procedure</source>
        <translation>Procedimiento nuevo</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>versión {0}</translation>
    </message>
    <message>
        <source>Ships with the program</source>
        <translation>Viene con el programa</translation>
    </message>
</context>
<context>
    <name>ProcedureWords</name>
    <message>
        <source>The procedure needs an id, and a name in both languages.</source>
        <translation>El procedimiento necesita un identificador y un nombre en los dos idiomas.</translation>
    </message>
    <message>
        <source>The step, its ways and its fields need a text in both languages.</source>
        <translation>El paso, sus caminos y sus campos necesitan un texto en los dos idiomas.</translation>
    </message>
    <message>
        <source>A text has signs that nobody sees, such as the end of a line. Type it anew.</source>
        <translation>Un texto tiene signos que no se ven, como un fin de línea. Escríbalo de nuevo.</translation>
    </message>
    <message>
        <source>A text is longer than {0} characters.</source>
        <translation>Un texto tiene más de {0} caracteres.</translation>
    </message>
    <message>
        <source>The procedure needs at least one step.</source>
        <translation>El procedimiento necesita al menos un paso.</translation>
    </message>
    <message>
        <source>At most {0} steps, {1} ways and {1} fields.</source>
        <translation>Como máximo {0} pasos, {1} caminos y {1} campos.</translation>
    </message>
    <message>
        <source>Two of them have the same id.</source>
        <translation>Dos de ellos tienen el mismo identificador.</translation>
    </message>
    <message>
        <source>It hangs from a way that no step before it has. Choose another one.</source>
        <translation>Depende de un camino que ningún paso anterior tiene. Elija otro.</translation>
    </message>
    <message>
        <source>One way is no choice. Add another, or none.</source>
        <translation>Un solo camino no es elección. Agrega otro o ninguno.</translation>
    </message>
    <message>
        <source>A field to choose from has nothing to choose.</source>
        <translation>Un campo de elección no tiene nada que elegir.</translation>
    </message>
    <message>
        <source>The timer must be between 0 s and a day.</source>
        <translation>El temporizador debe estar entre 0 s y un día.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Open control</source>
        <translation>Abrir control</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Abrir cámara</translation>
    </message>
    <message>
        <source>Light up</source>
        <translation>Iluminar</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Despachar</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Elección</translation>
    </message>
    <message>
        <source>1 incident goes on with version {0}</source>
        <translation>1 incidente sigue con la versión {0}</translation>
    </message>
    <message>
        <source>{0} incidents go on with version {1}</source>
        <translation>{0} incidentes siguen con la versión {1}</translation>
    </message>
</context>
<context>
    <name>ProgrammeForm</name>
    <message>
        <source>Name of the programme</source>
        <translation>Nombre del programa</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Añadir paso</translation>
    </message>
    <message>
        <source>Add sensor rule</source>
        <translation>Añadir regla de sensor</translation>
    </message>
    <message>
        <source>Dim by traffic, never below the floor of the road class</source>
        <translation>Atenuar según el tránsito, nunca bajo el mínimo de la clase de vía</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Tránsito</translation>
    </message>
    <message>
        <source>Floor up to</source>
        <translation>Mínimo hasta</translation>
    </message>
    <message>
        <source>Own level from</source>
        <translation>Nivel propio desde</translation>
    </message>
    <message>
        <source> an hour</source>
        <translation> por hora</translation>
    </message>
    <message>
        <source>floor up to</source>
        <translation>mínimo hasta</translation>
    </message>
    <message>
        <source>own level from</source>
        <translation>nivel propio desde</translation>
    </message>
    <message>
        <source>Steps of the night, from noon to noon</source>
        <translation>Pasos de la noche, de mediodía a mediodía</translation>
    </message>
    <message>
        <source>While a sensor is beyond its limit</source>
        <translation>Mientras un sensor pase su límite</translation>
    </message>
    <message>
        <source>Adaptive dimming</source>
        <translation>Ajuste por tránsito</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>Lluvia</translation>
    </message>
</context>
<context>
    <name>ProgrammePanel</name>
    <message>
        <source>Edit programmes</source>
        <translation>Editar programas</translation>
    </message>
    <message>
        <source>See programmes</source>
        <translation>Ver programas</translation>
    </message>
    <message>
        <source>Programme · {0}</source>
        <translation>Programa · {0}</translation>
    </message>
    <message>
        <source>No plan yet.</source>
        <translation>Aún no hay plan.</translation>
    </message>
    <message>
        <source>No assignment names these lamps.</source>
        <translation>Ninguna asignación nombra estas luminarias.</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>– – programme</source>
        <translation>– – programa</translation>
    </message>
    <message>
        <source>— measured, mean of {0} of {1} lamps</source>
        <translation>— medido, media de {0} de {1} luminarias</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>calendar {0} is not in the plan</source>
        <translation>el calendario {0} no está en el plan</translation>
    </message>
    <message>
        <source>calendar {0}, no rule fits</source>
        <translation>calendario {0}, ninguna regla se cumple</translation>
    </message>
    <message>
        <source>calendar {0}, rule {1}</source>
        <translation>calendario {0}, regla {1}</translation>
    </message>
    <message>
        <source>the group follows {0} programmes, most this one</source>
        <translation>el grupo sigue {0} programas, la mayoría este</translation>
    </message>
    <message>
        <source>{0} of this programme depend on this PC</source>
        <translation>{0} de este programa dependen de este PC</translation>
    </message>
    <message>
        <source>sensor rule {0} holds</source>
        <translation>vale la regla de sensor {0}</translation>
    </message>
    <message>
        <source>by traffic {0}</source>
        <translation>por tránsito {0}</translation>
    </message>
    <message>
        <source>next {0} at {1}</source>
        <translation>sigue {0} a las {1}</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>The engine is away. Nothing can be sent.</source>
        <translation>El motor no está. No se puede enviar nada.</translation>
    </message>
    <message>
        <source>Stopped. What is out goes on to its end.</source>
        <translation>Detenido. Lo enviado sigue hasta su fin.</translation>
    </message>
    <message>
        <source>Trying {0} again</source>
        <translation>Reintentando {0}</translation>
    </message>
</context>
<context>
    <name>PtzDial</name>
    <message>
        <source>Turn the camera</source>
        <translation>Mover la cámara</translation>
    </message>
</context>
<context>
    <name>PtzPanel</name>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Turn · {0}</source>
        <translation>Mover · {0}</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Mover</translation>
    </message>
    <message>
        <source>Yours, back in {0}</source>
        <translation>Tuya, vuelve en {0}</translation>
    </message>
    <message>
        <source>{0} has it, {1}</source>
        <translation>La tiene {0}, {1}</translation>
    </message>
    <message>
        <source>Its picture is black from the first turn until it is back at “{0}”, for privacy.</source>
        <translation>Por privacidad, su imagen es negra desde el primer giro hasta que vuelve a «{0}».</translation>
    </message>
</context>
<context>
    <name>Purpose</name>
    <message>
        <source>For {0}</source>
        <translation>Para {0}</translation>
    </message>
    <message>
        <source>Orders become a part of the incident&apos;s record.</source>
        <translation>Las órdenes quedan en el registro del incidente.</translation>
    </message>
</context>
<context>
    <name>QrPicture</name>
    <message>
        <source>Picture for the app; the key is written below it</source>
        <translation>Imagen para la aplicación; la clave está escrita debajo</translation>
    </message>
</context>
<context>
    <name>QualityPage</name>
    <message>
        <source>Calculate</source>
        <translation>Calcular</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>De … a …</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarma</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>Más frecuentes</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Chattering: 3 in 60 s</source>
        <translation>Repetitivas: 3 en 60 s</translation>
    </message>
    <message>
        <source>Fleeting: gone within 30 s</source>
        <translation>Fugaces: se van en 30 s</translation>
    </message>
    <message>
        <source>Standing for more than 24 h</source>
        <translation>Activas hace más de 24 h</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Desde hace</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Archivadas</translation>
    </message>
    <message>
        <source>Altogether</source>
        <translation>En total</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Alarms over the period</source>
        <translation>Alarmas en el período</translation>
    </message>
    <message>
        <source>The period ends before it begins.</source>
        <translation>El período termina antes de comenzar.</translation>
    </message>
    <message>
        <source>The history cannot be read. Try again.</source>
        <translation>No se puede leer el historial. Intente de nuevo.</translation>
    </message>
    <message>
        <source>No alarm in this period.</source>
        <translation>Sin alarmas en este período.</translation>
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
    <name>QueueFilterBar</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search id, title, place, crew or owner (/)</source>
        <translation>Buscar número, título, lugar, cuadrilla o dueño (/)</translation>
    </message>
    <message>
        <source>Group the list (0)</source>
        <translation>Agrupar la lista (0)</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Míos</translation>
    </message>
    <message>
        <source>No owner</source>
        <translation>Sin dueño</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Seguidos</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrados</translation>
    </message>
    <message>
        <source>All open incidents (1)</source>
        <translation>Todos los incidentes abiertos (1)</translation>
    </message>
    <message>
        <source>Those that are mine (2)</source>
        <translation>Los que son míos (2)</translation>
    </message>
    <message>
        <source>Those that are nobody&apos;s (3)</source>
        <translation>Los que no son de nadie (3)</translation>
    </message>
    <message>
        <source>Those that I watch (4)</source>
        <translation>Los que sigo (4)</translation>
    </message>
    <message>
        <source>The newest closed ones, from the database (5)</source>
        <translation>Los últimos cerrados, de la base de datos (5)</translation>
    </message>
    <message>
        <source>In one list</source>
        <translation>En una lista</translation>
    </message>
    <message>
        <source>By district</source>
        <translation>Por distrito</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Por clase</translation>
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
        <source>Answers a command that nobody knows</source>
        <translation>Responde a una orden que nadie conoce</translation>
    </message>
    <message>
        <source>Decoder failed</source>
        <translation>Falló el decodificador</translation>
    </message>
</context>
<context>
    <name>RecountPanel</name>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Cuánto tiempo</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Contar de nuevo</translation>
    </message>
    <message>
        <source>Compare on recorded footage</source>
        <translation>Comparar con lo grabado</translation>
    </message>
    <message>
        <source>Looking for footage</source>
        <translation>Buscando grabaciones</translation>
    </message>
    <message>
        <source>Counting, {0} %</source>
        <translation>Contando, {0} %</translation>
    </message>
    <message>
        <source>The database does not answer. Nothing was counted.</source>
        <translation>La base de datos no responde. No se contó nada.</translation>
    </message>
    <message>
        <source>It could not be counted. {0}</source>
        <translation>No se pudo contar. {0}</translation>
    </message>
    <message>
        <source>Something else is being counted. Wait until it is done.</source>
        <translation>Se está contando otra cosa. Espere a que termine.</translation>
    </message>
    <message>
        <source>Nothing is recorded of this camera then.</source>
        <translation>No hay nada grabado de esta cámara en ese tiempo.</translation>
    </message>
    <message>
        <source>{0} frames, {1} ms each before, {2} ms now.</source>
        <translation>{0} cuadros, {1} ms cada uno antes, {2} ms ahora.</translation>
    </message>
    <message>
        <source> {0} files could not be read.</source>
        <translation> {0} archivos no se pudieron leer.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Etapa</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Nothing was counted</source>
        <translation>No se contó nada</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Sign in first.</source>
        <translation>Inicie turno primero.</translation>
    </message>
    <message>
        <source>Unlock first.</source>
        <translation>Desbloquee primero.</translation>
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
        <source>The crew is at {0}.</source>
        <translation>La cuadrilla está en {0}.</translation>
    </message>
    <message>
        <source>No role may do this. Ask an administrator.</source>
        <translation>Ningún rol puede hacerlo. Consulte a un administrador.</translation>
    </message>
    <message>
        <source>Needs {0}</source>
        <translation>Pide {0}</translation>
    </message>
    <message>
        <source>No role may do this</source>
        <translation>Ningún rol puede hacerlo</translation>
    </message>
    <message>
        <source>nobody of them is at a console</source>
        <translation>nadie de ese rol está en un puesto</translation>
    </message>
    <message>
        <source>{0} is at a console</source>
        <translation>{0} está en un puesto</translation>
    </message>
    <message>
        <source>{0} are at consoles</source>
        <translation>{0} están en sus puestos</translation>
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
        <source>Too short a time. Choose a longer one.</source>
        <translation>Plazo demasiado corto. Elija uno más largo.</translation>
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
        <source>It could not be put on record. Nothing was done.</source>
        <translation>No se pudo dejar constancia. No se hizo nada.</translation>
    </message>
    <message>
        <source>Too many at once. Choose fewer.</source>
        <translation>Demasiadas a la vez. Elija menos.</translation>
    </message>
    <message>
        <source>It could not be done. The engine&apos;s log says why.</source>
        <translation>No se pudo hacer. El registro del motor dice por qué.</translation>
    </message>
    <message>
        <source>Nobody is signed in at this console.</source>
        <translation>Nadie ha iniciado turno en este puesto.</translation>
    </message>
    <message>
        <source>This console is locked. Unlock it first.</source>
        <translation>Esta consola está bloqueada. Desbloquéela primero.</translation>
    </message>
    <message>
        <source>Another operator is signed in here now.</source>
        <translation>Ahora trabaja aquí otro operador.</translation>
    </message>
    <message>
        <source>Choose a password of your own first.</source>
        <translation>Elija primero su propia contraseña.</translation>
    </message>
    <message>
        <source>Set up your second factor first.</source>
        <translation>Configure antes su segundo factor.</translation>
    </message>
    <message>
        <source>Use 2 to 32 of a to z, 0 to 9, dot, hyphen; begin with a letter or digit.</source>
        <translation>Use de 2 a 32 entre a y z, 0 a 9, punto, guion; empiece con letra o cifra.</translation>
    </message>
    <message>
        <source>This name is taken. Choose another one.</source>
        <translation>Este nombre ya existe. Elija otro.</translation>
    </message>
    <message>
        <source>There is no such operator.</source>
        <translation>Ese operador no existe.</translation>
    </message>
    <message>
        <source>There is no such role.</source>
        <translation>Ese rol no existe.</translation>
    </message>
    <message>
        <source>Operators have this role. Give them another one first.</source>
        <translation>Hay operadores con este rol. Deles otro primero.</translation>
    </message>
    <message>
        <source>Nobody could administer any more. Name another administrator first.</source>
        <translation>Nadie podría administrar. Nombre antes a otro administrador.</translation>
    </message>
    <message>
        <source>A value is not accepted. Nothing was changed.</source>
        <translation>Un valor no se acepta. No se cambió nada.</translation>
    </message>
    <message>
        <source>There is no such secret.</source>
        <translation>Ese secreto no existe.</translation>
    </message>
    <message>
        <source>Secrets are locked. Enter the passphrase first.</source>
        <translation>Los secretos están cerrados. Escriba primero la frase.</translation>
    </message>
    <message>
        <source>There is no such incident.</source>
        <translation>No existe ese incidente.</translation>
    </message>
    <message>
        <source>There is no such kind of incident.</source>
        <translation>No existe esa clase de incidente.</translation>
    </message>
    <message>
        <source>There is no such crew.</source>
        <translation>No existe esa cuadrilla.</translation>
    </message>
    <message>
        <source>This step is not in the procedure, or not on this branch.</source>
        <translation>Ese paso no está en el procedimiento, o no en esta rama.</translation>
    </message>
    <message>
        <source>There is no such procedure.</source>
        <translation>No existe ese procedimiento.</translation>
    </message>
    <message>
        <source>There is no such shift.</source>
        <translation>No existe ese turno.</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>Escriba algo primero.</translation>
    </message>
    <message>
        <source>Not possible in its state now. Look again.</source>
        <translation>No se puede en su estado actual. Mire de nuevo.</translation>
    </message>
    <message>
        <source>Required steps are open. Tick them, or write why not.</source>
        <translation>Faltan pasos obligatorios. Márquelos o escriba por qué no.</translation>
    </message>
    <message>
        <source>Fill in the required fields of the step.</source>
        <translation>Llene los campos obligatorios del paso.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>El archivo está vacío.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>El archivo es demasiado grande.</translation>
    </message>
    <message>
        <source>The file changed while it was read. Attach it again.</source>
        <translation>El archivo cambió mientras se leía. Adjúntelo de nuevo.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and try again.</source>
        <translation>El disco está lleno. Libere espacio e intente de nuevo.</translation>
    </message>
    <message>
        <source>The procedure has faults. Mend them first.</source>
        <translation>El procedimiento tiene faltas. Corríjalas primero.</translation>
    </message>
    <message>
        <source>There is no such camera.</source>
        <translation>No existe esa cámara.</translation>
    </message>
    <message>
        <source>The camera cannot be so.</source>
        <translation>La cámara no puede quedar así.</translation>
    </message>
    <message>
        <source>The event is too old to be judged here.</source>
        <translation>El evento es demasiado antiguo para valorarlo aquí.</translation>
    </message>
    <message>
        <source>This playback is over.</source>
        <translation>Esta reproducción ya terminó.</translation>
    </message>
    <message>
        <source>This camera cannot be steered so.</source>
        <translation>Esta cámara no se puede mover así.</translation>
    </message>
    <message>
        <source>You have protected as much footage as one may in a day. Ask somebody who may export.</source>
        <translation>Ya ha protegido todo el video que se puede en un día. Pídalo a quien pueda exportar.</translation>
    </message>
    <message>
        <source>The video supervisor does not answer. Try again in a moment.</source>
        <translation>El supervisor de video no responde. Pruebe de nuevo en un momento.</translation>
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
    <name>ReleaseDialog</name>
    <message>
        <source>Release protected recordings</source>
        <translation>Liberar grabaciones protegidas</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Liberar</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Leyendo …</translation>
    </message>
    <message>
        <source>Protected recordings</source>
        <translation>Grabaciones protegidas</translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation>&amp;Grabaciones</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>They are kept as long as recordings of events are, and then thrown away.</source>
        <translation>Se conservan lo mismo que las grabaciones de eventos y después se borran.</translation>
    </message>
    <message>
        <source>Nothing of this time is protected.</source>
        <translation>Nada de este tiempo está protegido.</translation>
    </message>
    <message>
        <source>What is recorded cannot be read now.</source>
        <translation>Ahora no se puede leer lo grabado.</translation>
    </message>
    <message>
        <source>Tick what is to be released.</source>
        <translation>Marque lo que se va a liberar.</translation>
    </message>
    <message>
        <source>Write the reason.</source>
        <translation>Escriba el motivo.</translation>
    </message>
    <message>
        <source>Released; it goes as other recordings do.</source>
        <translation>Liberado; se borrará como las demás grabaciones.</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine.</source>
        <translation>El motor no responde.</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Back to live</source>
        <translation>Volver a en vivo</translation>
    </message>
    <message>
        <source>Play with the analysis</source>
        <translation>Reproducir con el análisis</translation>
    </message>
    <message>
        <source>The engine is away.</source>
        <translation>El motor no está.</translation>
    </message>
    <message>
        <source>Looking for footage</source>
        <translation>Buscando grabaciones</translation>
    </message>
    <message>
        <source>No answer from the engine.</source>
        <translation>El motor no responde.</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>The footage is over; the picture is live again.</source>
        <translation>La grabación terminó; la imagen vuelve a ser en vivo.</translation>
    </message>
    <message>
        <source>Nothing is recorded of this camera then.</source>
        <translation>No hay nada grabado de esta cámara en ese tiempo.</translation>
    </message>
    <message>
        <source>Footage of {0}, analysed by what was drawn when it began.</source>
        <translation>Grabación del {0}, analizada con lo que estaba dibujado cuando empezó.</translation>
    </message>
    <message>
        <source>The first seconds of it are for learning the street.</source>
        <translation>Sus primeros segundos sirven para aprender la calle.</translation>
    </message>
</context>
<context>
    <name>ReportActs</name>
    <message>
        <source>opened it</source>
        <translation>lo abrió</translation>
    </message>
    <message>
        <source>acknowledged it</source>
        <translation>lo reconoció</translation>
    </message>
    <message>
        <source>gave or took it</source>
        <translation>lo entregó o tomó</translation>
    </message>
    <message>
        <source>watched it</source>
        <translation>lo siguió</translation>
    </message>
    <message>
        <source>wrote notes</source>
        <translation>escribió notas</translation>
    </message>
    <message>
        <source>set the priority</source>
        <translation>fijó la prioridad</translation>
    </message>
    <message>
        <source>described it</source>
        <translation>lo describió</translation>
    </message>
    <message>
        <source>linked devices</source>
        <translation>vinculó dispositivos</translation>
    </message>
    <message>
        <source>brought alarms in</source>
        <translation>incorporó alarmas</translation>
    </message>
    <message>
        <source>moved alarms out</source>
        <translation>sacó alarmas</translation>
    </message>
    <message>
        <source>marked the first cause</source>
        <translation>marcó la causa primera</translation>
    </message>
    <message>
        <source>gave orders</source>
        <translation>dio órdenes</translation>
    </message>
    <message>
        <source>moved crews</source>
        <translation>movió cuadrillas</translation>
    </message>
    <message>
        <source>chose the procedure</source>
        <translation>eligió el procedimiento</translation>
    </message>
    <message>
        <source>did steps</source>
        <translation>hizo pasos</translation>
    </message>
    <message>
        <source>opened steps again</source>
        <translation>reabrió pasos</translation>
    </message>
    <message>
        <source>attached files</source>
        <translation>adjuntó archivos</translation>
    </message>
    <message>
        <source>resolved it</source>
        <translation>lo resolvió</translation>
    </message>
    <message>
        <source>closed it</source>
        <translation>lo cerró</translation>
    </message>
    <message>
        <source>opened it again</source>
        <translation>lo reabrió</translation>
    </message>
    <message>
        <source>merged others into it</source>
        <translation>le unió otros</translation>
    </message>
    <message>
        <source>split it off</source>
        <translation>lo separó</translation>
    </message>
</context>
<context>
    <name>ReportFaults</name>
    <message>
        <source>The report cannot be written to {0}: {1}.</source>
        <translation>El informe no se puede escribir en {0}: {1}.</translation>
    </message>
    <message>
        <source>There is no incident {0}.</source>
        <translation>No existe el incidente {0}.</translation>
    </message>
    <message>
        <source>There is no shift {0}.</source>
        <translation>No existe el turno {0}.</translation>
    </message>
</context>
<context>
    <name>ReportForm</name>
    <message>
        <source>January to March</source>
        <translation>Enero a marzo</translation>
    </message>
    <message>
        <source>April to June</source>
        <translation>Abril a junio</translation>
    </message>
    <message>
        <source>July to September</source>
        <translation>Julio a septiembre</translation>
    </message>
    <message>
        <source>October to December</source>
        <translation>Octubre a diciembre</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Mes anterior</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Este año</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>De … a …</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidente</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Enter the number of the incident.</source>
        <translation>Escribir el número del incidente.</translation>
    </message>
    <message>
        <source>No shift is known yet.</source>
        <translation>Todavía no hay turnos.</translation>
    </message>
    <message>
        <source>The first day comes after the last one.</source>
        <translation>El primer día es posterior al último.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
</context>
<context>
    <name>ReportMaking</name>
    <message>
        <source>Report cancelled. No file was written.</source>
        <translation>Informe cancelado. No se escribió ningún archivo.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Guardado como {0}.</translation>
    </message>
    <message>
        <source>The engine did not answer. Try again when it is back.</source>
        <translation>El motor no respondió. Probar de nuevo cuando vuelva.</translation>
    </message>
    <message>
        <source>The report could not be made.</source>
        <translation>El informe no se pudo hacer.</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>No se escribió ningún archivo.</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Made {0}</source>
        <translation>Hecho el {0}</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>por {0}</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Página {0} de {1}</translation>
    </message>
</context>
<context>
    <name>ReportPictures</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>El archivo ya no está.</translation>
    </message>
    <message>
        <source>The picture is damaged and is not shown.</source>
        <translation>La imagen está dañada y no se muestra.</translation>
    </message>
    <message>
        <source>The picture is too large to be shown.</source>
        <translation>La imagen es demasiado grande para mostrarla.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>El archivo no se puede leer.</translation>
    </message>
</context>
<context>
    <name>ReportSteps</name>
    <message>
        <source>Acknowledged</source>
        <translation>Reconocido</translation>
    </message>
    <message>
        <source>Crew assigned</source>
        <translation>Cuadrilla asignada</translation>
    </message>
    <message>
        <source>Crew on site</source>
        <translation>Cuadrilla en el lugar</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelto</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrados</translation>
    </message>
</context>
<context>
    <name>ReportTables</name>
    <message>
        <source>Nothing in this time.</source>
        <translation>Nada en este tiempo.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Make report</source>
        <translation>Hacer informe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Abrir archivo</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Incident record</source>
        <translation>Expediente de incidente</translation>
    </message>
    <message>
        <source>The whole story of one incident: map, timeline, orders, people, files.</source>
        <translation>La historia completa de un incidente: mapa, cronología, órdenes, personas y archivos.</translation>
    </message>
    <message>
        <source>Figures of a period</source>
        <translation>Cifras de un periodo</translation>
    </message>
    <message>
        <source>Incidents by kind and zone, times against targets, crews, energy and water.</source>
        <translation>Incidentes por clase y zona, tiempos frente a las metas, cuadrillas, energía y agua.</translation>
    </message>
    <message>
        <source>Quarterly report</source>
        <translation>Informe trimestral</translation>
    </message>
    <message>
        <source>Activities and goals against the work plan, and the figures of the quarter.</source>
        <translation>Actividades y metas frente al plan de trabajo, y las cifras del trimestre.</translation>
    </message>
    <message>
        <source>Shift log</source>
        <translation>Bitácora de turno</translation>
    </message>
    <message>
        <source>Notes, hand-over and signature of a shift, with its incidents and orders.</source>
        <translation>Notas, relevo y firma de un turno, con sus incidentes y órdenes.</translation>
    </message>
    <message>
        <source>Quality of the alarms</source>
        <translation>Calidad de las alarmas</translation>
    </message>
    <message>
        <source>How many there were, floods, the worst ones, and what was shelved by whom.</source>
        <translation>Cuántas hubo, avalanchas, las peores, y qué se archivó y por quién.</translation>
    </message>
    <message>
        <source>Camera health and retention</source>
        <translation>Salud de las cámaras y días guardados</translation>
    </message>
    <message>
        <source>What serves and what is blind, uptime, days of footage by district, gaps.</source>
        <translation>Lo que sirve y lo que está ciego, tiempo en servicio, días guardados por distrito, huecos.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Guardar informe</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>Haciendo el informe</translation>
    </message>
    <message>
        <source>This machine has no program that opens it.</source>
        <translation>Este equipo no tiene un programa que lo abra.</translation>
    </message>
</context>
<context>
    <name>Rights</name>
    <message>
        <source>See devices and alarms</source>
        <translation>Ver dispositivos y alarmas</translation>
    </message>
    <message>
        <source>Acknowledge alarms</source>
        <translation>Reconocer alarmas</translation>
    </message>
    <message>
        <source>Write notes</source>
        <translation>Escribir notas</translation>
    </message>
    <message>
        <source>Shelve alarms</source>
        <translation>Archivar alarmas</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Poner fuera de servicio</translation>
    </message>
    <message>
        <source>Command luminaires</source>
        <translation>Mandar luminarias</translation>
    </message>
    <message>
        <source>Operate valves and pumps</source>
        <translation>Operar válvulas y bombas</translation>
    </message>
    <message>
        <source>Sound sirens</source>
        <translation>Sonar sirenas</translation>
    </message>
    <message>
        <source>Sign as second person</source>
        <translation>Firmar como segunda</translation>
    </message>
    <message>
        <source>Override an interlock</source>
        <translation>Anular un bloqueo</translation>
    </message>
    <message>
        <source>Dispatch crews</source>
        <translation>Despachar cuadrillas</translation>
    </message>
    <message>
        <source>See live video</source>
        <translation>Ver video en vivo</translation>
    </message>
    <message>
        <source>Steer cameras</source>
        <translation>Mover cámaras</translation>
    </message>
    <message>
        <source>See faces and plates</source>
        <translation>Ver rostros y placas</translation>
    </message>
    <message>
        <source>See recorded video</source>
        <translation>Ver grabaciones</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>Exportar video</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>Exportar datos</translation>
    </message>
    <message>
        <source>Edit devices</source>
        <translation>Editar dispositivos</translation>
    </message>
    <message>
        <source>Edit alarm rules</source>
        <translation>Editar reglas de alarma</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Cambiar ajustes</translation>
    </message>
    <message>
        <source>Stop the engine</source>
        <translation>Detener el motor</translation>
    </message>
    <message>
        <source>Read the audit trail</source>
        <translation>Leer el registro de auditoría</translation>
    </message>
    <message>
        <source>Administer operators</source>
        <translation>Administrar operadores</translation>
    </message>
</context>
<context>
    <name>RoleDialog</name>
    <message>
        <source>Add role</source>
        <translation>Agregar rol</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Write the name.</source>
        <translation>Escriba el nombre.</translation>
    </message>
    <message>
        <source>Id: 2 to 32 of a–z, 0–9, dot, hyphen, underscore.</source>
        <translation>Id: de 2 a 32 de a–z, 0–9, punto, guion, guion bajo.</translation>
    </message>
    <message>
        <source>There is a role with this id.</source>
        <translation>Ya hay un rol con ese id.</translation>
    </message>
</context>
<context>
    <name>RoleModel</name>
    <message>
        <source>choose</source>
        <translation>elija</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>limitado</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>others</source>
        <translation>otros</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} o {1}</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operación</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Despacho</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>Supervisión</translation>
    </message>
    <message>
        <source>Engineering</source>
        <translation>Ingeniería</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoría</translation>
    </message>
</context>
<context>
    <name>RolesPanel</name>
    <message>
        <source>Name of the role</source>
        <translation>Nombre del rol</translation>
    </message>
    <message>
        <source>New role…</source>
        <translation>Nuevo rol…</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Duplicar…</translation>
    </message>
    <message>
        <source>Drop role…</source>
        <translation>Eliminar rol…</translation>
    </message>
    <message>
        <source>Save roles</source>
        <translation>Guardar roles</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Reload role</source>
        <translation>Recargar rol</translation>
    </message>
    <message>
        <source>Another administrator changed this role meanwhile. Reload it; your changes go.</source>
        <translation>Otra persona cambió este rol mientras tanto. Recárguelo; sus cambios se pierden.</translation>
    </message>
    <message>
        <source>Unsaved: {0}</source>
        <translation>Sin guardar: {0}</translation>
    </message>
    <message>
        <source>Choose kinds and districts of every limited right.</source>
        <translation>Elija clases y distritos de cada permiso limitado.</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Nuevo rol</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>Duplicar {0}</translation>
    </message>
    <message>
        <source>Drop the role {0}?</source>
        <translation>¿Eliminar el rol {0}?</translation>
    </message>
    <message>
        <source>It goes for good. Operators must not have it any more.</source>
        <translation>Se va para siempre. Ningún operador debe tenerlo.</translation>
    </message>
    <message>
        <source>Drop role</source>
        <translation>Eliminar rol</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Eliminado</translation>
    </message>
</context>
<context>
    <name>RoundDialog</name>
    <message>
        <source>Keep these cameras as a round</source>
        <translation>Guardar estas cámaras como ronda</translation>
    </message>
    <message>
        <source>Keep round</source>
        <translation>Guardar ronda</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Name of the round</source>
        <translation>Nombre de la ronda</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Distribución</translation>
    </message>
    <message>
        <source>Time on each page</source>
        <translation>Tiempo en cada página</translation>
    </message>
    <message>
        <source>Cameras: {0}, pages: {1}</source>
        <translation>Cámaras: {0}, páginas: {1}</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>Name of the rule</source>
        <translation>Nombre de la regla</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>MM-DD or YYYY-MM-DD</source>
        <translation>MM-DD o AAAA-MM-DD</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>from</source>
        <translation>desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>to</source>
        <translation>hasta</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>cualquier día</translation>
    </message>
    <message>
        <source>holidays</source>
        <translation>feriados</translation>
    </message>
    <message>
        <source>no holidays</source>
        <translation>no feriados</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feriados</translation>
    </message>
</context>
<context>
    <name>SaveBar</name>
    <message>
        <source>Restart the engine</source>
        <translation>Reiniciar el motor</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>Motivo, para el registro</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>SavedGroups</name>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message>
        <source>Save {0} as a group</source>
        <translation>Guardar {0} como grupo</translation>
    </message>
    <message>
        <source>Named {0}</source>
        <translation>Se llama {0}</translation>
    </message>
    <message>
        <source>Name the group anew</source>
        <translation>Renombrar el grupo</translation>
    </message>
    <message>
        <source>Drop the group {0}?</source>
        <translation>¿Borrar el grupo {0}?</translation>
    </message>
    <message>
        <source>Its {0} stay as they are. Assignments that name the group no longer find them.</source>
        <translation>Sus {0} quedan como están. Las asignaciones que nombran el grupo ya no las encuentran.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Dropped: {0}</source>
        <translation>Borrado: {0}</translation>
    </message>
</context>
<context>
    <name>SceneWords</name>
    <message>
        <source>To review</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisado</translation>
    </message>
    <message>
        <source>False</source>
        <translation>Falso</translation>
    </message>
    <message>
        <source>Picture: {0}</source>
        <translation>Imagen {0}</translation>
    </message>
    <message>
        <source>Crowd of {0}</source>
        <translation>Grupo de {0}</translation>
    </message>
    <message>
        <source>Queue of {0}</source>
        <translation>Cola de {0}</translation>
    </message>
    <message>
        <source>Person crosses</source>
        <translation>Persona cruza</translation>
    </message>
    <message>
        <source>Two-wheeler crosses</source>
        <translation>Dos ruedas cruza</translation>
    </message>
    <message>
        <source>Car crosses</source>
        <translation>Auto cruza</translation>
    </message>
    <message>
        <source>Something crosses</source>
        <translation>Algo cruza</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Line crossing</source>
        <translation>Cruce de línea</translation>
    </message>
    <message>
        <source>Intrusion</source>
        <translation>Intrusión</translation>
    </message>
    <message>
        <source>Somebody loiters</source>
        <translation>Alguien merodea</translation>
    </message>
    <message>
        <source>Object left</source>
        <translation>Objeto abandonado</translation>
    </message>
    <message>
        <source>Object taken</source>
        <translation>Objeto retirado</translation>
    </message>
    <message>
        <source>Stopped vehicle</source>
        <translation>Vehículo detenido</translation>
    </message>
    <message>
        <source>Wrong way</source>
        <translation>Sentido contrario</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Aglomeración</translation>
    </message>
    <message>
        <source>Perhaps smoke or fire</source>
        <translation>Quizás humo o fuego</translation>
    </message>
    <message>
        <source>Camera health</source>
        <translation>Salud de las cámaras</translation>
    </message>
    <message>
        <source>Detected object</source>
        <translation>Objeto detectado</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find a device, address or incident</source>
        <translation>Buscar dispositivo, dirección o incidente</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Sin resultados</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Show what is typed</source>
        <translation>Mostrar lo escrito</translation>
    </message>
</context>
<context>
    <name>SecretRow</name>
    <message>
        <source>Keep</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Kept, sealed. It is never shown.</source>
        <translation>Guardada y sellada. Nunca se muestra.</translation>
    </message>
    <message>
        <source>None is kept.</source>
        <translation>No hay ninguna.</translation>
    </message>
</context>
<context>
    <name>SecretsDialog</name>
    <message>
        <source>The secrets are open.</source>
        <translation>Los secretos están abiertos.</translation>
    </message>
</context>
<context>
    <name>SensorRow</name>
    <message>
        <source>Name of the rule</source>
        <translation>Nombre de la regla</translation>
    </message>
    <message>
        <source>Kind of sensor</source>
        <translation>Clase de sensor</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Magnitud</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>of the district</source>
        <translation>del distrito</translation>
    </message>
    <message>
        <source>above</source>
        <translation>sobre</translation>
    </message>
    <message>
        <source>below</source>
        <translation>bajo</translation>
    </message>
    <message>
        <source>Which side</source>
        <translation>De qué lado</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Límite</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source> min more</source>
        <translation> min más</translation>
    </message>
    <message>
        <source>How much longer</source>
        <translation>Cuánto más</translation>
    </message>
    <message>
        <source>raises only</source>
        <translation>sólo sube</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Default</source>
        <translation>Por omisión</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Takes effect when the engine starts again</source>
        <translation>Rige cuando el motor arranque de nuevo</translation>
    </message>
    <message>
        <source>default {0}</source>
        <translation>por omisión {0}</translation>
    </message>
    <message>
        <source>needs a restart</source>
        <translation>pide reinicio</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>desde {0}</translation>
    </message>
</context>
<context>
    <name>SettingsAnswers</name>
    <message>
        <source>The settings were changed meanwhile. They are shown as they are now; look again.</source>
        <translation>Los ajustes cambiaron mientras tanto. Se muestran como están ahora; revíselos.</translation>
    </message>
    <message>
        <source>The engine refused it.</source>
        <translation>El motor no lo aceptó.</translation>
    </message>
    <message>
        <source>The secrets are locked. Give their passphrase on the sign-in screen first.</source>
        <translation>Los secretos están cerrados. Dé antes su frase en la pantalla de entrada.</translation>
    </message>
    <message>
        <source>Done, and on record.</source>
        <translation>Hecho y registrado.</translation>
    </message>
    <message>
        <source>The broker was not reached. {0}</source>
        <translation>No se llegó al broker. {0}</translation>
    </message>
    <message>
        <source>The broker answers, encrypted, in {0} s.</source>
        <translation>El broker responde, cifrado, en {0} s.</translation>
    </message>
    <message>
        <source>The broker answers in {0} s. The link is not encrypted.</source>
        <translation>El broker responde en {0} s. El enlace no va cifrado.</translation>
    </message>
</context>
<context>
    <name>SettingsFields</name>
    <message>
        <source>Switched on</source>
        <translation>Encendida</translation>
    </message>
    <message>
        <source>Looks to a fixed side</source>
        <translation>Mira a un lado fijo</translation>
    </message>
    <message>
        <source>Can be steered (PTZ)</source>
        <translation>Se puede mover (PTZ)</translation>
    </message>
    <message>
        <source>Draw zones…</source>
        <translation>Dibujar zonas…</translation>
    </message>
    <message>
        <source>Set analytics…</source>
        <translation>Ajustar analítica…</translation>
    </message>
    <message>
        <source>As the settings say</source>
        <translation>Según los ajustes</translation>
    </message>
    <message>
        <source>Names as the camera has them, with commas</source>
        <translation>Nombres como los tiene la cámara, con comas</translation>
    </message>
    <message>
        <source>The first one</source>
        <translation>La primera</translation>
    </message>
    <message>
        <source>Where privacy zones hold. Elsewhere the whole picture is black.</source>
        <translation>Donde valen las zonas de privacidad. En otra posición toda la imagen es negra.</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Importancia</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>Lo que ve</translation>
    </message>
    <message>
        <source>Looks to</source>
        <translation>Mira a</translation>
    </message>
    <message>
        <source>View angle</source>
        <translation>Ángulo de vista</translation>
    </message>
    <message>
        <source>Sees as far as</source>
        <translation>Alcanza a ver</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Posiciones</translation>
    </message>
    <message>
        <source>Home preset</source>
        <translation>Posición de reposo</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Grabación</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Graba</translation>
    </message>
    <message>
        <source>At these times</source>
        <translation>En estas horas</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Se guarda</translation>
    </message>
    <message>
        <source>Privacy and analytics</source>
        <translation>Privacidad y analítica</translation>
    </message>
    <message>
        <source>Analysed at</source>
        <translation>Se analiza a</translation>
    </message>
    <message>
        <source>Stages of analytics: {0}</source>
        <translation>Etapas de analítica: {0}</translation>
    </message>
    <message>
        <source>Times are written as 22:00-06:00, several with commas between.</source>
        <translation>Las horas se escriben como 22:00-06:00, varias separadas por comas.</translation>
    </message>
    <message>
        <source>Privacy zones: {0}</source>
        <translation>Zonas privadas: {0}</translation>
    </message>
    <message>
        <source>No privacy zones</source>
        <translation>Sin zonas privadas</translation>
    </message>
</context>
<context>
    <name>SettingsFiles</name>
    <message>
        <source>The file cannot be read: {0}.</source>
        <translation>El archivo no se puede leer: {0}.</translation>
    </message>
    <message>
        <source>The file is too large for settings.</source>
        <translation>El archivo es demasiado grande para ser de ajustes.</translation>
    </message>
    <message>
        <source>The file is no text.</source>
        <translation>El archivo no es texto.</translation>
    </message>
    <message>
        <source>The file cannot be written: {0}.</source>
        <translation>El archivo no se puede escribir: {0}.</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Sections</source>
        <translation>Secciones</translation>
    </message>
    <message>
        <source>No setting matches. Change the search.</source>
        <translation>Ningún ajuste coincide. Cambie la búsqueda.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Save {0}</source>
        <translation>Guardar {0}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saved. {0} take effect when the engine starts again.</source>
        <translation>Guardado. {0} rigen cuando el motor arranque de nuevo.</translation>
    </message>
    <message>
        <source>Saved and in force.</source>
        <translation>Guardado y en vigor.</translation>
    </message>
    <message>
        <source>Trying the broker …</source>
        <translation>Probando el broker …</translation>
    </message>
    <message>
        <source>This PC has no sound device. Connect a loudspeaker.</source>
        <translation>Este equipo no tiene salida de sonido. Conecte un altavoz.</translation>
    </message>
    <message>
        <source>This is how a critical alarm sounds. Nothing heard: check the volume.</source>
        <translation>Así suena una alarma crítica. Si no la oye, revise el volumen.</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Importar ajustes</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Exportar ajustes</translation>
    </message>
    <message>
        <source>Written to {0}.</source>
        <translation>Escrito en {0}.</translation>
    </message>
    <message>
        <source>No answer from the engine. Look again before you ask once more.</source>
        <translation>El motor no respondió. Mire cómo quedó antes de pedirlo otra vez.</translation>
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
    <name>ShiftBegin</name>
    <message>
        <source>Shift began {0}</source>
        <translation>Turno comenzado {0}</translation>
    </message>
</context>
<context>
    <name>ShiftDesk</name>
    <message>
        <source>Write in the shift log</source>
        <translation>Escribir en la bitácora del turno</translation>
    </message>
    <message>
        <source>Note for the shift</source>
        <translation>Nota para el turno</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>End my shift…</source>
        <translation>Terminar turno…</translation>
    </message>
    <message>
        <source>Begin my shift</source>
        <translation>Comenzar turno</translation>
    </message>
    <message>
        <source>Change the hand-over…</source>
        <translation>Cambiar la entrega…</translation>
    </message>
    <message>
        <source>Hand over my shift…</source>
        <translation>Entregar turno…</translation>
    </message>
    <message>
        <source>Waits for the signature of who takes over: here, or at their console.</source>
        <translation>Espera la firma de quien recibe: aquí o en su puesto.</translation>
    </message>
    <message>
        <source>{0} hands over. Whoever signs takes over the incidents above.</source>
        <translation>{0} entrega el turno. Quien firma recibe los incidentes de arriba.</translation>
    </message>
    <message>
        <source>Waits for a signature.</source>
        <translation>Espera una firma.</translation>
    </message>
    <message>
        <source>Shift ended.</source>
        <translation>Turno terminado.</translation>
    </message>
    <message>
        <source>The password is being proved …</source>
        <translation>Se comprueba la contraseña…</translation>
    </message>
    <message>
        <source>Written in the shift log.</source>
        <translation>Anotado en la bitácora del turno.</translation>
    </message>
    <message>
        <source>Shift taken over.</source>
        <translation>Turno recibido.</translation>
    </message>
    <message>
        <source>An answer is awaited.</source>
        <translation>Se espera una respuesta.</translation>
    </message>
</context>
<context>
    <name>ShiftDetail</name>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>No shift yet.</source>
        <translation>Aún no hay turnos.</translation>
    </message>
    <message>
        <source>Open incidents that go along</source>
        <translation>Incidentes abiertos que se entregan</translation>
    </message>
    <message>
        <source>Incidents of the shift</source>
        <translation>Incidentes del turno</translation>
    </message>
    <message>
        <source>Orders of the shift</source>
        <translation>Órdenes del turno</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Older orders are not read here.</source>
        <translation>Aquí no se leen órdenes más antiguas.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
</context>
<context>
    <name>ShiftDialog</name>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Asked …</source>
        <translation>Pedido…</translation>
    </message>
</context>
<context>
    <name>ShiftNotes</name>
    <message>
        <source>Shift log</source>
        <translation>Registro del turno</translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation>Todavía no hay notas.</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 31 days</source>
        <translation>Últimos 31 días</translation>
    </message>
    <message>
        <source>Last 366 days</source>
        <translation>Últimos 366 días</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>The database does not answer. Older shifts cannot be read.</source>
        <translation>La base de datos no responde. No se pueden leer turnos anteriores.</translation>
    </message>
    <message>
        <source>You have no open shift.</source>
        <translation>No tiene un turno abierto.</translation>
    </message>
    <message>
        <source>The engine is away.</source>
        <translation>El motor no está.</translation>
    </message>
</context>
<context>
    <name>ShiftReport</name>
    <message>
        <source>Shift of {0}</source>
        <translation>Turno de {0}</translation>
    </message>
    <message>
        <source>Incidents of the shift</source>
        <translation>Incidentes del turno</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Comenzó</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Duró</translation>
    </message>
    <message>
        <source>Taken over from</source>
        <translation>Recibió de</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>None was written.</source>
        <translation>No se escribió ninguna.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Nothing was handed over.</source>
        <translation>No se entregó nada.</translation>
    </message>
    <message>
        <source>Open item</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>No incident was worked on.</source>
        <translation>No se trabajó en ningún incidente.</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incidente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>State now</source>
        <translation>Estado actual</translation>
    </message>
    <message>
        <source>Orders of the shift</source>
        <translation>Órdenes del turno</translation>
    </message>
    <message>
        <source>No order was given.</source>
        <translation>No se dio ninguna orden.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Nobody has signed for this shift.</source>
        <translation>Nadie ha firmado por este turno.</translation>
    </message>
    <message>
        <source>Taken over and signed by {0}, {1}.</source>
        <translation>Recibido y firmado por {0}, {1}.</translation>
    </message>
</context>
<context>
    <name>ShiftTable</name>
    <message>
        <source>Operator</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Comenzó</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminó</translation>
    </message>
    <message>
        <source>Handed to</source>
        <translation>Entregado a</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Turnos</translation>
    </message>
</context>
<context>
    <name>ShiftWords</name>
    <message>
        <source>no longer open</source>
        <translation>ya no está abierto</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Waits for a signature</source>
        <translation>Espera una firma</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Comenzó</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Took over from</source>
        <translation>Recibió de</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>Recibido por</translation>
    </message>
    <message>
        <source>{0}, signed {1}</source>
        <translation>{0}, firmado {1}</translation>
    </message>
</context>
<context>
    <name>SignHere</name>
    <message>
        <source>Sign</source>
        <translation>Firmar</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Segunda persona</translation>
    </message>
    <message>
        <source>Their password</source>
        <translation>Su contraseña</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Waiting for the engine</source>
        <translation>Esperando al motor</translation>
    </message>
    <message>
        <source>Start the engine</source>
        <translation>Iniciar el motor</translation>
    </message>
    <message>
        <source>Enter the passphrase</source>
        <translation>Escribir la frase</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Salir</translation>
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
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Secrets are locked: the broker&apos;s password cannot be used.</source>
        <translation>Secretos cerrados: no se puede usar la contraseña del broker.</translation>
    </message>
    <message>
        <source>It is there and says what it knows.</source>
        <translation>Ya está y cuenta lo que sabe.</translation>
    </message>
    <message>
        <source>Since {0}</source>
        <translation>Desde {0}</translation>
    </message>
    <message>
        <source>The secrets are open.</source>
        <translation>Los secretos están abiertos.</translation>
    </message>
</context>
<context>
    <name>SignInWords</name>
    <message>
        <source>It took too long, or the session was over. Sign in again.</source>
        <translation>Pasó demasiado tiempo o el turno terminó. Entre otra vez.</translation>
    </message>
    <message>
        <source>The password is not right. Try again.</source>
        <translation>La contraseña no es correcta. Intente otra vez.</translation>
    </message>
    <message>
        <source>The present password is not right. Try again.</source>
        <translation>La contraseña actual no es correcta. Intente otra vez.</translation>
    </message>
    <message>
        <source>This is not the passphrase. Try again.</source>
        <translation>Esa no es la frase. Intente otra vez.</translation>
    </message>
    <message>
        <source>The code is not right or was used. Wait for the next one.</source>
        <translation>El código no es correcto o ya se usó. Espere el siguiente.</translation>
    </message>
    <message>
        <source>Name or code is not right. Ask an administrator for a new code.</source>
        <translation>El nombre o el código no es correcto. Pida otro código a un administrador.</translation>
    </message>
    <message>
        <source>Name or password is not right. Try again.</source>
        <translation>El nombre o la contraseña no es correcto. Intente otra vez.</translation>
    </message>
    <message>
        <source>Write the code.</source>
        <translation>Escriba el código.</translation>
    </message>
    <message>
        <source>Too many tries.</source>
        <translation>Demasiados intentos.</translation>
    </message>
    <message>
        <source>You are signed in at another console. Sign out there first.</source>
        <translation>Usted trabaja en otro puesto. Salga de allí primero.</translation>
    </message>
    <message>
        <source>The engine could not look at it now. Try again in a moment.</source>
        <translation>El motor no pudo revisarlo ahora. Intente en un momento.</translation>
    </message>
    <message>
        <source>Use 2 to 32 of a to z, 0 to 9, dot, hyphen; begin with a letter or digit.</source>
        <translation>Use de 2 a 32 entre a y z, 0 a 9, punto, guion; empiece con letra o cifra.</translation>
    </message>
    <message>
        <source>There is an administrator already. Sign in.</source>
        <translation>Ya hay un administrador. Entre.</translation>
    </message>
    <message>
        <source>The code is over or was used. Ask an administrator for a new one.</source>
        <translation>El código venció o ya se usó. Pida otro a un administrador.</translation>
    </message>
    <message>
        <source>It cannot be put on record, so nobody is let in. Look at the disk of the engine.</source>
        <translation>No se puede dejar constancia y nadie entra. Revise el disco del motor.</translation>
    </message>
    <message>
        <source>Too many tries. Wait {0}.</source>
        <translation>Demasiados intentos. Espere {0}.</translation>
    </message>
    <message>
        <source>The engine does not answer. Try again when it is there.</source>
        <translation>El motor no responde. Intente cuando vuelva.</translation>
    </message>
    <message>
        <source>You signed in at another console.</source>
        <translation>Usted inició turno en otro puesto.</translation>
    </message>
    <message>
        <source>An administrator switched the account off. Ask an administrator.</source>
        <translation>Un administrador desactivó la cuenta. Consulte con él.</translation>
    </message>
    <message>
        <source>The session was over. Sign in again.</source>
        <translation>El turno terminó. Entre otra vez.</translation>
    </message>
    <message>
        <source>An administrator ended the session.</source>
        <translation>Un administrador cerró el turno.</translation>
    </message>
    <message>
        <source>The password is too short.</source>
        <translation>La contraseña es demasiado corta.</translation>
    </message>
    <message>
        <source>The password is too long.</source>
        <translation>La contraseña es demasiado larga.</translation>
    </message>
    <message>
        <source>The password is made of a name. Choose another.</source>
        <translation>La contraseña se forma con un nombre. Elija otra.</translation>
    </message>
    <message>
        <source>This is the present password. Choose another.</source>
        <translation>Es la contraseña actual. Elija otra.</translation>
    </message>
    <message>
        <source>The secrets could not be sealed with this passphrase. Choose another.</source>
        <translation>No se pudieron sellar los secretos con esta frase. Elija otra.</translation>
    </message>
    <message>
        <source>The password is easy to guess. Use several words that do not belong together.</source>
        <translation>La contraseña es fácil de adivinar. Use varias palabras sin relación.</translation>
    </message>
    <message>
        <source>The password is not accepted. Choose another.</source>
        <translation>La contraseña no se acepta. Elija otra.</translation>
    </message>
    <message>
        <source>{0} characters more</source>
        <translation>Faltan {0} caracteres</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>Demasiado larga</translation>
    </message>
    <message>
        <source>Made of your name</source>
        <translation>Se forma con su nombre</translation>
    </message>
    <message>
        <source>Too few different characters</source>
        <translation>Muy pocos caracteres distintos</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Débil</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Regular</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Buena</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
</context>
<context>
    <name>SignerRow</name>
    <message>
        <source>Signature missing</source>
        <translation>Falta firma</translation>
    </message>
</context>
<context>
    <name>SigningPart</name>
    <message>
        <source>Two signatures</source>
        <translation>Dos firmas</translation>
    </message>
    <message>
        <source>Why the condition is passed</source>
        <translation>Por qué se acepta la condición</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Soltar</translation>
    </message>
    <message>
        <source>One signature</source>
        <translation>Una firma</translation>
    </message>
    <message>
        <source>{0} · asks</source>
        <translation>{0} · pide</translation>
    </message>
    <message>
        <source>Selected {0} at {1}</source>
        <translation>Seleccionó {0} en {1}</translation>
    </message>
    <message>
        <source>It needs no selection. Hold the button; it goes on record.</source>
        <translation>No hace falta seleccionar. Mantenga el botón; queda en el registro.</translation>
    </message>
    <message>
        <source>You select and operate; a second person signs, here or at their console.</source>
        <translation>Usted selecciona y ejecuta; otra persona firma, aquí o en su puesto.</translation>
    </message>
    <message>
        <source>You select, look at the effects and operate. Everything is on record.</source>
        <translation>Usted selecciona, revisa los efectos y ejecuta. Todo queda en el registro.</translation>
    </message>
    <message>
        <source>{0} · approves</source>
        <translation>{0} · aprueba</translation>
    </message>
    <message>
        <source>Signed {0}</source>
        <translation>Firmó {0}</translation>
    </message>
    <message>
        <source>A second person</source>
        <translation>Una segunda persona</translation>
    </message>
    <message>
        <source>None who may sign is at a console</source>
        <translation>Nadie que pueda firmar está en un puesto</translation>
    </message>
    <message>
        <source>Asked at their console</source>
        <translation>Avisada en su puesto</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>queda {0}</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Sin avisar todavía</translation>
    </message>
    <message>
        <source>{0} · may approve</source>
        <translation>{0} · puede aprobar</translation>
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
    <name>SplitDialog</name>
    <message>
        <source>Move alarms out</source>
        <translation>Sacar alarmas</translation>
    </message>
    <message>
        <source>Move out</source>
        <translation>Sacar</translation>
    </message>
    <message>
        <source>Alarms of the incident</source>
        <translation>Alarmas del incidente</translation>
    </message>
    <message>
        <source>They do not join this incident again.</source>
        <translation>No vuelven a unirse a este incidente.</translation>
    </message>
    <message>
        <source>Into one of their own</source>
        <translation>A uno propio</translation>
    </message>
    <message>
        <source>Into another one</source>
        <translation>A otro abierto</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Título</translation>
    </message>
    <message>
        <source>Mark the alarms that do not belong here.</source>
        <translation>Marque las alarmas que no son de aquí.</translation>
    </message>
    <message>
        <source>Leave at least one alarm here.</source>
        <translation>Deja al menos una alarma aquí.</translation>
    </message>
    <message>
        <source>Write a title.</source>
        <translation>Escriba un título.</translation>
    </message>
    <message>
        <source>Choose the incident that they belong to.</source>
        <translation>Elija el incidente al que pertenecen.</translation>
    </message>
</context>
<context>
    <name>StageForm</name>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Horario</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Archivo del modelo</translation>
    </message>
</context>
<context>
    <name>StatusBoard</name>
    <message>
        <source>Operation</source>
        <translation>Operación</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Control</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Despacho</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reportes</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Diag.</source>
        <translation>Diag.</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Admin.</source>
        <translation>Admin.</translation>
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
        <source>Secrets</source>
        <translation>Secretos</translation>
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
        <source>locked</source>
        <translation>bloqueado</translation>
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
        <source>Locked</source>
        <translation>Cerrados</translation>
    </message>
    <message>
        <source>The passwords of broker and cameras cannot be used.</source>
        <translation>No se pueden usar las contraseñas del broker y las cámaras.</translation>
    </message>
    <message>
        <source>Click to enter the passphrase.</source>
        <translation>Pulse para escribir la frase.</translation>
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
    <name>Steering</name>
    <message>
        <source>Choose a camera.</source>
        <translation>Elija una cámara.</translation>
    </message>
    <message>
        <source>{0} cannot be turned.</source>
        <translation>{0} no se puede mover.</translation>
    </message>
    <message>
        <source>No engine: nothing can be turned.</source>
        <translation>Sin motor: no se puede mover nada.</translation>
    </message>
    <message>
        <source>Video stopped.</source>
        <translation>Video detenido.</translation>
    </message>
</context>
<context>
    <name>StepEditor</name>
    <message>
        <source>Must be ticked before the incident is resolved</source>
        <translation>Debe marcarse antes de resolver el incidente</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Kind of device</source>
        <translation>Tipo de equipo</translation>
    </message>
    <message>
        <source>What is ordered</source>
        <translation>Qué se ordena</translation>
    </message>
    <message>
        <source>S&amp;panish</source>
        <translation>Es&amp;pañol</translation>
    </message>
    <message>
        <source>&amp;English</source>
        <translation>&amp;Inglés</translation>
    </message>
    <message>
        <source>&amp;Only if</source>
        <translation>S&amp;olo si</translation>
    </message>
    <message>
        <source>&amp;Timer</source>
        <translation>&amp;Temporizador</translation>
    </message>
    <message>
        <source>Button</source>
        <translation>Botón</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>A way that is no longer there</source>
        <translation>Un camino que ya no existe</translation>
    </message>
    <message>
        <source>Lighting page</source>
        <translation>Página de alumbrado</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Cualquier orden</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Choose one of the ways first.</source>
        <translation>Elija antes uno de los caminos.</translation>
    </message>
    <message>
        <source>Fill in {0} first.</source>
        <translation>Completa antes {0}.</translation>
    </message>
    <message>
        <source>{0} must be a number.</source>
        <translation>{0} debe ser un número.</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>At</source>
        <translation>A las</translation>
    </message>
    <message>
        <source>Sunset</source>
        <translation>Ocaso</translation>
    </message>
    <message>
        <source>Sunrise</source>
        <translation>Salida del sol</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source> min after</source>
        <translation> min después</translation>
    </message>
    <message>
        <source>Minutes after, negative before</source>
        <translation>Minutos después, negativos antes</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampa</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>rampa</translation>
    </message>
    <message>
        <source>Overdue {0}</source>
        <translation>Vencido {0}</translation>
    </message>
    <message>
        <source>Open control</source>
        <translation>Abrir control</translation>
    </message>
    <message>
        <source>Open camera</source>
        <translation>Abrir cámara</translation>
    </message>
    <message>
        <source>Light up</source>
        <translation>Iluminar</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>Despachar</translation>
    </message>
</context>
<context>
    <name>StepsPanel</name>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Agregar paso</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>I&amp;d</source>
        <translation>I&amp;dentificador</translation>
    </message>
    <message>
        <source>&amp;Spanish</source>
        <translation>E&amp;spañol</translation>
    </message>
    <message>
        <source>E&amp;nglish</source>
        <translation>I&amp;nglés</translation>
    </message>
</context>
<context>
    <name>StreamFields</name>
    <message>
        <source>Try</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>The small stream, where it has one</source>
        <translation>La señal pequeña, si la tiene</translation>
    </message>
    <message>
        <source>Host, or host:port</source>
        <translation>Equipo, o equipo:puerto</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Small stream</source>
        <translation>Señal pequeña</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transporte</translation>
    </message>
    <message>
        <source>ONVIF</source>
        <translation>ONVIF</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Try it: the camera is asked for the address of its streams.</source>
        <translation>Pruébela: se le pregunta a la cámara la dirección de sus señales.</translation>
    </message>
    <message>
        <source>Write the address of its stream.</source>
        <translation>Escriba la dirección de su señal.</translation>
    </message>
    <message>
        <source>User and password have fields of their own: take them out of the address.</source>
        <translation>El usuario y la contraseña tienen su propio campo: quítelos de la dirección.</translation>
    </message>
    <message>
        <source>Opening the stream</source>
        <translation>Abriendo la señal</translation>
    </message>
</context>
<context>
    <name>SupplyReport</name>
    <message>
        <source>Together</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Energy of the lighting</source>
        <translation>Energía del alumbrado</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <source>Lamps</source>
        <translation>Luminarias</translation>
    </message>
    <message>
        <source>Energy, kWh</source>
        <translation>Energía, kWh</translation>
    </message>
    <message>
        <source>Lit, lamp hours</source>
        <translation>Encendido, horas de luminaria</translation>
    </message>
    <message>
        <source>As the lamps metered it themselves.</source>
        <translation>Según la medición de las propias luminarias.</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>Medidores</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Magnitud</translation>
    </message>
    <message>
        <source>Kind of device</source>
        <translation>Clase de dispositivo</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Medido</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
</context>
<context>
    <name>TakeOver</name>
    <message>
        <source>Sign and take over</source>
        <translation>Firmar y recibir turno</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Tu contraseña</translation>
    </message>
</context>
<context>
    <name>Takeout</name>
    <message>
        <source>The engine refused it and said no reason.</source>
        <translation>El motor lo rechazó sin decir la razón.</translation>
    </message>
    <message>
        <source>The engine did not answer. Try again when it is back.</source>
        <translation>El motor no respondió. Repita cuando vuelva.</translation>
    </message>
    <message>
        <source>Nothing was exported. {0}</source>
        <translation>No se exportó nada. {0}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Arrows go through time, Enter plays from there, Shift and arrows span a clip.</source>
        <translation>Las flechas recorren el tiempo, Intro reproduce desde ahí, Mayús y flechas marcan un recorte.</translation>
    </message>
    <message>
        <source>Only acts</source>
        <translation>Solo actos</translation>
    </message>
    <message>
        <source>clip {0}</source>
        <translation>recorte {0}</translation>
    </message>
</context>
<context>
    <name>TimelineFeed</name>
    <message>
        <source>What is recorded cannot be read now.</source>
        <translation>Ahora no se puede leer lo grabado.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Search settings</source>
        <translation>Buscar ajustes</translation>
    </message>
    <message>
        <source>Not default</source>
        <translation>Distintos</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Test broker</source>
        <translation>Probar broker</translation>
    </message>
    <message>
        <source>Test sound</source>
        <translation>Probar sonido</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>Until {0}</source>
        <translation>Hasta {0}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>None of the cameras of this round is known, or may be seen by you.</source>
        <translation>Ninguna cámara de esta ronda es conocida, o usted no puede verlas.</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>EN VIVO</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>Un cuadro atrás</translation>
    </message>
    <message>
        <source>10 seconds back</source>
        <translation>10 segundos atrás</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Stand still</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>Un cuadro adelante</translation>
    </message>
    <message>
        <source>10 seconds on</source>
        <translation>10 segundos adelante</translation>
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
    <name>Tuning</name>
    <message>
        <source>Motion in zone</source>
        <translation>Movimiento en zona</translation>
    </message>
    <message>
        <source>Line crossing</source>
        <translation>Cruce de línea</translation>
    </message>
    <message>
        <source>Intrusion</source>
        <translation>Intrusión</translation>
    </message>
    <message>
        <source>Loitering</source>
        <translation>Merodeo</translation>
    </message>
    <message>
        <source>Object left behind</source>
        <translation>Objeto abandonado</translation>
    </message>
    <message>
        <source>Object taken away</source>
        <translation>Objeto retirado</translation>
    </message>
    <message>
        <source>Stopped vehicle</source>
        <translation>Vehículo detenido</translation>
    </message>
    <message>
        <source>Wrong way</source>
        <translation>Sentido contrario</translation>
    </message>
    <message>
        <source>Length of a queue</source>
        <translation>Largo de fila</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Aglomeración</translation>
    </message>
    <message>
        <source>Smoke or flame (indicative)</source>
        <translation>Humo o llama (indicativo)</translation>
    </message>
    <message>
        <source>Camera and scene</source>
        <translation>Cámara y escena</translation>
    </message>
    <message>
        <source>Object detector</source>
        <translation>Detector de objetos</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Two-wheelers</source>
        <translation>Dos ruedas</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>Vehículos</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Otros</translation>
    </message>
    <message>
        <source>Detector not used: its file is not in the folder</source>
        <translation>Detector sin uso: su archivo no está en la carpeta</translation>
    </message>
    <message>
        <source>Detector not used: its file is no ONNX model</source>
        <translation>Detector sin uso: su archivo no es un modelo ONNX</translation>
    </message>
    <message>
        <source>Detector not used: the model asks for an operator that is not known here</source>
        <translation>Detector sin uso: el modelo pide un operador que aquí no se conoce</translation>
    </message>
    <message>
        <source>Detector not used: the file of its labels is missing or wrong</source>
        <translation>Detector sin uso: el archivo de sus etiquetas falta o está mal</translation>
    </message>
    <message>
        <source>Detector not used: it answers in another form than its labels say</source>
        <translation>Detector sin uso: responde en otra forma de la que dicen sus etiquetas</translation>
    </message>
    <message>
        <source>Detector not used: {0}</source>
        <translation>Detector sin uso: {0}</translation>
    </message>
    <message>
        <source>Press on the two ends. The dot shows the side that counts as forward.</source>
        <translation>Marque los dos extremos. El punto muestra el lado que cuenta como ida.</translation>
    </message>
    <message>
        <source>Press on the corners. Without corners the whole picture is looked at.</source>
        <translation>Marque las esquinas. Sin esquinas se mira toda la imagen.</translation>
    </message>
    <message>
        <source>Press on the corners; the last two presses are the way that is allowed.</source>
        <translation>Marque las esquinas; las dos últimas marcas son el sentido permitido.</translation>
    </message>
</context>
<context>
    <name>TuningPage</name>
    <message>
        <source>Stages</source>
        <translation>Etapas</translation>
    </message>
    <message>
        <source>Add stage</source>
        <translation>Agregar etapa</translation>
    </message>
    <message>
        <source>Remove stage</source>
        <translation>Quitar etapa</translation>
    </message>
    <message>
        <source>Show what moves</source>
        <translation>Mostrar lo que se mueve</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>Poner en vigor</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Kind of stage</source>
        <translation>Clase de etapa</translation>
    </message>
    <message>
        <source>Leave the camera?</source>
        <translation>¿Dejar la cámara?</translation>
    </message>
    <message>
        <source>What was drawn is not in force and would be lost.</source>
        <translation>Lo dibujado no está en vigor y se perdería.</translation>
    </message>
    <message>
        <source>Discard and go on</source>
        <translation>Descartar y seguir</translation>
    </message>
    <message>
        <source>{0} looks for it from now on.</source>
        <translation>{0} lo busca desde ahora.</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. See what is shown before asking again.</source>
        <translation>El motor no responde. Vea lo mostrado antes de pedir de nuevo.</translation>
    </message>
    <message>
        <source>Somebody else changed the camera meanwhile. Discard loads it; yours is not kept.</source>
        <translation>Otra persona cambió la cámara entretanto. Descartar la carga; lo suyo no se guarda.</translation>
    </message>
    <message>
        <source>The engine is away.</source>
        <translation>El motor no está.</translation>
    </message>
    <message>
        <source>Corners are missing: {0}.</source>
        <translation>Faltan esquinas: {0}.</translation>
    </message>
    <message>
        <source>No camera is set up. Add one under Set up cameras.</source>
        <translation>No hay cámaras configuradas. Agregue una en Configurar cámaras.</translation>
    </message>
    <message>
        <source>The video supervisor is away; it is being started again.</source>
        <translation>El supervisor de video no está; se inicia de nuevo.</translation>
    </message>
    <message>
        <source>Waiting for a picture</source>
        <translation>Esperando imagen</translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine. Attach it again when it is back.</source>
        <translation>El motor no respondió. Adjúntalo otra vez cuando vuelva.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>El archivo no se puede leer.</translation>
    </message>
    <message>
        <source>It could not be attached.</source>
        <translation>No se pudo adjuntar.</translation>
    </message>
</context>
<context>
    <name>VideoDesk</name>
    <message>
        <source>No camera there that is known.</source>
        <translation>Ahí no hay ninguna cámara conocida.</translation>
    </message>
    <message>
        <source>No alarm waits for the wall.</source>
        <translation>Ninguna alarma espera al muro.</translation>
    </message>
    <message>
        <source>Choose a device with a place first.</source>
        <translation>Elija primero un dispositivo con ubicación.</translation>
    </message>
    <message>
        <source>this place</source>
        <translation>este lugar</translation>
    </message>
    <message>
        <source>No camera within {0} m of {1}.</source>
        <translation>No hay cámaras a menos de {0} m de {1}.</translation>
    </message>
    <message>
        <source>{0} cameras around {1}</source>
        <translation>{0} cámaras alrededor de {1}</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
</context>
<context>
    <name>VideoRequests</name>
    <message>
        <source>Not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>No answer from the engine.</source>
        <translation>El motor no responde.</translation>
    </message>
    <message>
        <source>It could not be asked.</source>
        <translation>No se pudo pedir.</translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message>
        <source>They come up by themselves when the wall has not been touched for a while.</source>
        <translation>Aparecen solas cuando nadie ha tocado el muro por un rato.</translation>
    </message>
    <message>
        <source>{0}: show 1 camera</source>
        <translation>{0}: mostrar 1 cámara</translation>
    </message>
    <message>
        <source>{0}: show {1} cameras</source>
        <translation>{0}: mostrar {1} cámaras</translation>
    </message>
</context>
<context>
    <name>WaitingIncidents</name>
    <message>
        <source>None here.</source>
        <translation>Ninguno aquí.</translation>
    </message>
    <message>
        <source>To assign {0}</source>
        <translation>Por asignar {0}</translation>
    </message>
    <message>
        <source>Under way {0}</source>
        <translation>En curso {0}</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>Todos {0}</translation>
    </message>
</context>
<context>
    <name>WallBar</name>
    <message>
        <source>Back to the wall</source>
        <translation>Volver al muro</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Analítica</translation>
    </message>
    <message>
        <source>Round {0} s</source>
        <translation>Ronda {0} s</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>The wall as it was before these cameras were brought up (Esc)</source>
        <translation>El muro como estaba antes de que aparecieran estas cámaras (Esc)</translation>
    </message>
    <message>
        <source>Layout {0}</source>
        <translation>Muro {0}</translation>
    </message>
    <message>
        <source>More layouts</source>
        <translation>Más muros</translation>
    </message>
    <message>
        <source>Whole screen, on another monitor where there is one (Shift+F11)</source>
        <translation>Pantalla completa, en otro monitor si lo hay (Mayús+F11)</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Rounds that you keep (Shift+O); O begins and ends the chosen one</source>
        <translation>Rondas que usted guarda (Mayús+O); O empieza y termina la elegida</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Rondas</translation>
    </message>
    <message>
        <source>Round waits</source>
        <translation>Ronda en pausa</translation>
    </message>
    <message>
        <source>Keep this wall…</source>
        <translation>Guardar este muro…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Todas las cámaras</translation>
    </message>
    <message>
        <source>Keep these cameras as a round…</source>
        <translation>Guardar estas cámaras como ronda…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>{0} live</source>
        <translation>{0} en vivo</translation>
    </message>
    <message>
        <source>1 live</source>
        <translation>1 en vivo</translation>
    </message>
    <message>
        <source>{0} still</source>
        <translation>{0} fijas</translation>
    </message>
    <message>
        <source>1 still</source>
        <translation>1 fija</translation>
    </message>
    <message>
        <source>{0} with faults</source>
        <translation>{0} con falla</translation>
    </message>
    <message>
        <source>1 with a fault</source>
        <translation>1 con falla</translation>
    </message>
    <message>
        <source>{0} recorded</source>
        <translation>{0} grabadas</translation>
    </message>
    <message>
        <source>1 recorded</source>
        <translation>1 grabada</translation>
    </message>
    <message>
        <source>page {0} of {1}</source>
        <translation>página {0} de {1}</translation>
    </message>
</context>
<context>
    <name>WallPanel</name>
    <message>
        <source>Camera wall</source>
        <translation>Muro de cámaras</translation>
    </message>
    <message>
        <source>No video supervisor since {0}, {1}. Nothing is recorded meanwhile; it is started again.</source>
        <translation>Sin supervisor de video desde {0}, {1}. Mientras tanto no se graba; se inicia de nuevo.</translation>
    </message>
    <message>
        <source>No engine since {0}. Pictures go on; events, alarms and steering wait for it.</source>
        <translation>Sin motor desde {0}. Las imágenes siguen; eventos, alarmas y movimiento lo esperan.</translation>
    </message>
</context>
<context>
    <name>WorkPlanPage</name>
    <message>
        <source>Add…</source>
        <translation>Agregar…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>Guardar el plan</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>No activity in this year.</source>
        <translation>Ninguna actividad en este año.</translation>
    </message>
    <message>
        <source>The database does not answer. Incidents cannot be counted.</source>
        <translation>La base de datos no responde. No se pueden contar los incidentes.</translation>
    </message>
    <message>
        <source>What was changed in {0} is not saved and would be lost.</source>
        <translation>Lo que se cambió en {0} no está guardado y se perdería.</translation>
    </message>
    <message>
        <source>Leave the year?</source>
        <translation>¿Dejar el año?</translation>
    </message>
    <message>
        <source>Discard and go on</source>
        <translation>Descartar y seguir</translation>
    </message>
    <message>
        <source>Work plan saved.</source>
        <translation>Plan de trabajo guardado.</translation>
    </message>
    <message>
        <source>Somebody else saved this year meanwhile. Discard loads theirs; yours is not saved.</source>
        <translation>Alguien guardó este año mientras tanto. Descartar carga lo suyo; lo tuyo no está guardado.</translation>
    </message>
    <message>
        <source>The engine is away.</source>
        <translation>El motor no está.</translation>
    </message>
</context>
<context>
    <name>WorkPlanWords</name>
    <message>
        <source>Entered by hand</source>
        <translation>Ingresado a mano</translation>
    </message>
    <message>
        <source>Incidents opened</source>
        <translation>Incidentes abiertos en el mes</translation>
    </message>
    <message>
        <source>Incidents closed</source>
        <translation>Incidentes cerrados en el mes</translation>
    </message>
    <message>
        <source>Closed on time, %</source>
        <translation>Cerrados a tiempo, %</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todos los tipos</translation>
    </message>
    <message>
        <source>At most {0} activities.</source>
        <translation>Como máximo {0} actividades.</translation>
    </message>
    <message>
        <source>Every activity needs a name.</source>
        <translation>Cada actividad necesita un nombre.</translation>
    </message>
    <message>
        <source>An activity has a text longer than {0} characters, or a figure below 0.</source>
        <translation>Una actividad tiene un texto de más de {0} caracteres o una cifra menor que 0.</translation>
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
    <name>_AwayBar</name>
    <message>
        <source>No engine since {0}. Nothing was read yet.</source>
        <translation>Sin motor desde {0}. Aún no se ha leído nada.</translation>
    </message>
    <message>
        <source>No engine since {0}. Shown as it was at {1}; nothing can be changed.</source>
        <translation>Sin motor desde {0}. Se muestra como estaba a las {1}; nada se puede cambiar.</translation>
    </message>
</context>
<context>
    <name>_Held</name>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Quitar</translation>
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
    <name>_Row</name>
    <message>
        <source>Likely cause: {0}</source>
        <translation>Causa probable: {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Quitar de la vista</translation>
    </message>
    <message>
        <source>Left out: {0}</source>
        <translation>Quedan fuera: {0}</translation>
    </message>
    <message>
        <source>Retry the {0} failed</source>
        <translation>Reintentar las {0} fallidas</translation>
    </message>
    <message>
        <source>Going out, {0} a second</source>
        <translation>Enviando, {0} por segundo</translation>
    </message>
    <message>
        <source>All sent, answers awaited</source>
        <translation>Todo enviado, se esperan respuestas</translation>
    </message>
    <message>
        <source>Stopped by {0}</source>
        <translation>Detuvo {0}</translation>
    </message>
    <message>
        <source>Over at {0}</source>
        <translation>Terminó {0}</translation>
    </message>
    <message>
        <source>sent {0} of {1}</source>
        <translation>enviadas {0} de {1}</translation>
    </message>
    <message>
        <source>confirmed {0}</source>
        <translation>confirmadas {0}</translation>
    </message>
    <message>
        <source>failed {0}</source>
        <translation>fallaron {0}</translation>
    </message>
    <message>
        <source>left out {0}</source>
        <translation>fuera {0}</translation>
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
