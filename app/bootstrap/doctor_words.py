"""What `doctor` says, as a table: for each finding its sentence and what to do, in Spanish and in English."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.catalogue import Label


class State(enum.StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `says` is a key of `SAYINGS`; `values` fill its braces."""

    name: str
    state: State
    says: str
    values: Mapping[str, object] = field(default_factory=dict)


NOTHING_TO_DO = Label("", "")


@dataclass(frozen=True, slots=True)
class Saying:
    sentence: Label
    what_to_do: Label = NOTHING_TO_DO


TITLES: dict[str, Label] = {
    "python": Label("Python", "Python"),
    "settings": Label("Ajustes", "Settings"),
    "qt": Label("Pantalla", "Display"),
    "fonts": Label("Letra", "Fonts"),
    "sound": Label("Sonido", "Sound"),
    "broker": Label("Broker", "Broker"),
    "broker_window": Label("Ventana del broker", "Broker's window"),
    "broker_queue": Label("Cola del broker", "Broker's queue"),
    "clock": Label("Reloj", "Clock"),
    "time_zone": Label("Zona horaria", "Time zone"),
    "disk": Label("Disco", "Disk"),
    "disk_speed": Label("Escritura a disco", "Disk writes"),
    "encryption": Label("Cifrado del disco", "Disk encryption"),
    "secrets": Label("Secretos", "Secrets"),
    "database": Label("Base de datos", "Database"),
    "engine": Label("Motor", "Engine"),
    "cameras": Label("Cámaras", "Cameras"),
    "recordings": Label("Grabaciones", "Recordings"),
    "certificates": Label("Certificados", "Certificates"),
}

MARKS: dict[State, Label] = {
    State.OK: Label("bien", "ok"),
    State.WARN: Label("aviso", "warning"),
    State.FAIL: Label("falla", "failed"),
}

_CONFIGURATION = "max_inflight_messages 20000 · max_queued_messages 1000000 · persistence true"
_ADD_LINES = Label(
    f"Ponga en mosquitto.conf: {_CONFIGURATION}; reinicie el broker.",
    f"Put in mosquitto.conf: {_CONFIGURATION}; restart the broker.",
)
_LIBRARIES = Label(
    "Ejecute una vez ./atalaya como root: instala las bibliotecas del sistema que faltan.",
    "Run ./atalaya once as root: it installs the system libraries that are missing.",
)
_INSTALL_AGAIN = Label("Vuelva a instalar el programa.", "Install the program again.")

SAYINGS: dict[str, Saying] = {
    "python_ok": Saying(Label("Python {version} en {system}.", "Python {version} on {system}.")),
    "python_old": Saying(
        Label("Python {version} es anterior a 3.11.", "Python {version} is older than 3.11."),
        Label("Instale Python 3.11 o posterior.", "Install Python 3.11 or newer."),
    ),
    "settings_ok": Saying(Label("Ajustes leídos de {file}.", "The settings in {file} are good.")),
    "settings_none": Saying(
        Label(
            "No hay archivo de ajustes: valen los de fábrica (sitio {site}).",
            "There is no settings file: the defaults hold (site {site}).",
        )
    ),
    "settings_invalid": Saying(
        Label("Los ajustes no se pueden usar: {problems}", "The settings cannot be used: {problems}"),
        Label("Corrija las líneas nombradas.", "Mend the lines named."),
    ),
    "settings_missing": Saying(
        Label("No existe el archivo de ajustes {file}.", "There is no settings file {file}."),
        Label("Dé la ruta correcta con --config.", "Give the right path with --config."),
    ),
    "qt_ok": Saying(
        Label(
            "Qt {version} abre la plataforma {platform} ({screens}).",
            "Qt {version} opens the platform {platform} ({screens}).",
        )
    ),
    "qt_no_display": Saying(
        Label(
            "No hay pantalla: la consola funcionaría sin ventana visible.",
            "There is no display: the console would run without a visible window.",
        ),
        Label("Inicie sesión en un escritorio, o fije DISPLAY.", "Sign in to a desktop, or set DISPLAY."),
    ),
    "qt_no_entry": Saying(
        Label("La pantalla {display} no deja entrar.", "The display {display} lets nobody in."),
        Label(
            "Fije DISPLAY y XAUTHORITY a los de su sesión de escritorio.",
            "Set DISPLAY and XAUTHORITY to those of your desktop session.",
        ),
    ),
    "qt_failed": Saying(
        Label("Qt no puede abrir una ventana: {problem}", "Qt cannot open a window: {problem}"), _LIBRARIES
    ),
    "fonts_ok": Saying(
        Label(
            "La letra incluida se lee ({family}, {files} archivos).",
            "The bundled font can be read ({family}, {files} files).",
        )
    ),
    "fonts_unreadable": Saying(
        Label("La letra incluida no se puede leer: {problem}", "The bundled font cannot be read: {problem}"),
        _INSTALL_AGAIN,
    ),
    "sound_ok": Saying(Label("Suena por «{device}».", "Plays through “{device}”.")),
    "sound_none": Saying(
        Label(
            "Este equipo no tiene salida de sonido: las alarmas no se oyen.",
            "This PC has no sound output: alarms cannot be heard.",
        ),
        Label(
            "Conecte un altavoz y elíjalo en el sistema.",
            "Connect a loudspeaker and choose it in the system.",
        ),
    ),
    "sound_failed": Saying(
        Label("El sonido de Qt no se puede cargar: {problem}", "Qt's sound cannot be loaded: {problem}"),
        _LIBRARIES,
    ),
    "broker_ok": Saying(
        Label(
            "{broker} responde en {latency} con {protocol}, {encrypted}.",
            "{broker} answers in {latency} with {protocol}, {encrypted}.",
        )
    ),
    "broker_unreachable": Saying(
        Label("{broker}: {reason} ({detail}).", "{broker}: {reason} ({detail})."),
        Label(
            "Encienda el broker y revise la dirección, la red y el cortafuegos.",
            "Start the broker; check its address, the network and the firewall.",
        ),
    ),
    "broker_unnamed": Saying(
        Label(
            "Ningún ajuste nombra un broker, y {broker} no responde ({detail}).",
            "No setting names a broker, and {broker} does not answer ({detail}).",
        ),
        Label(
            "Escriba url en [broker] del archivo de ajustes; «demo» trae el suyo.",
            "Write url under [broker] in the settings file; `demo` brings its own.",
        ),
    ),
    "broker_not_authorised": Saying(
        Label("{broker} rechaza la cuenta: {detail}.", "{broker} refuses the account: {detail}."),
        Label(
            "Revise el usuario en [broker] y la contraseña con «atalaya secret set broker.password».",
            "Check the user in [broker] and the password with `atalaya secret set broker.password`.",
        ),
    ),
    "broker_tls": Saying(
        Label("El cifrado con {broker} falla: {detail}.", "The encryption with {broker} fails: {detail}."),
        Label(
            "Revise ca_file, client_certificate y client_key, y que el puerto sea el cifrado.",
            "Check ca_file, client_certificate and client_key, and that the port is the encrypted one.",
        ),
    ),
    "broker_refused": Saying(
        Label("{broker} rechaza la conexión: {detail}.", "{broker} refuses the connection: {detail}."),
        Label("Mire el registro del broker.", "Look at the broker's log."),
    ),
    "broker_unchecked": Saying(
        Label("Sin comprobar: los ajustes no se pueden usar.", "Not checked: the settings cannot be used."),
        Label("Corrija primero los ajustes.", "Mend the settings first."),
    ),
    "window_ok": Saying(
        Label(
            "El broker deja {window} mensajes sin confirmar, suficientes.",
            "The broker lets {window} messages wait unacknowledged, which is enough.",
        )
    ),
    "window_unlimited": Saying(
        Label(
            "El broker no pone límite a los mensajes sin confirmar.",
            "The broker sets no limit to unacknowledged messages.",
        )
    ),
    "window_short": Saying(
        Label(
            "El broker deja {window} mensajes sin confirmar; se piden 20000.",
            "The broker lets {window} messages wait unacknowledged; 20000 are asked for.",
        ),
        _ADD_LINES,
    ),
    "window_tiny": Saying(
        Label(
            "El broker solo deja {window} mensajes sin confirmar: con QoS 1 frena la ciudad.",
            "The broker lets only {window} messages wait unacknowledged: at QoS 1 it slows the city.",
        ),
        _ADD_LINES,
    ),
    "window_untold": Saying(
        Label(
            "Con MQTT 3.1.1 el broker no dice max_inflight_messages.",
            "With MQTT 3.1.1 the broker does not tell max_inflight_messages.",
        ),
        _ADD_LINES,
    ),
    "queue_likely": Saying(
        Label(
            "max_queued_messages y persistence no se pueden leer por MQTT; la ventana es la del manual.",
            "max_queued_messages and persistence cannot be read over MQTT; the window is the manual's.",
        ),
        Label(
            f"Compruebe una vez que mosquitto.conf dice: {_CONFIGURATION}.",
            f"Check once that mosquitto.conf says: {_CONFIGURATION}.",
        ),
    ),
    "queue_unknown": Saying(
        Label(
            "max_queued_messages y persistence no se pueden leer por MQTT: sin comprobar.",
            "max_queued_messages and persistence cannot be read over MQTT: not checked.",
        ),
        _ADD_LINES,
    ),
    "clock_ok": Saying(
        Label(
            "Son las {now} (UTC); en un segundo el reloj se desvía {drift} ms.",
            "It is {now} (UTC); over one second the clock drifts {drift} ms.",
        )
    ),
    "clock_wrong": Saying(
        Label(
            "El reloj marca {now} (UTC), que no puede ser.", "The clock says {now} (UTC), which cannot be."
        ),
        Label("Ponga el reloj en hora y active NTP.", "Set the clock and turn NTP on."),
    ),
    "clock_drifts": Saying(
        Label(
            "El reloj se mueve {drift} ms en un segundo: alguien lo está ajustando.",
            "The clock moves {drift} ms in one second: something is setting it.",
        ),
        Label(
            "Use un solo servicio NTP y espere a que termine.", "Use one NTP service only and let it settle."
        ),
    ),
    "time_zone_ok": Saying(
        Label("{zone}: allí son las {local}.", "{zone}: it is {local} there."),
    ),
    "time_zone_unknown": Saying(
        Label("Este equipo no conoce la zona {zone}.", "This PC does not know the time zone {zone}."),
        Label("Instale los datos de zonas horarias (tzdata).", "Install the time zone data (tzdata)."),
    ),
    "disk_ok": Saying(
        Label("Quedan {free} GB libres en {folder}.", "{free} GB are free in {folder}."),
    ),
    "disk_low": Saying(
        Label(
            "Quedan {free} GB libres en {folder}; la historia puede ocupar {budget} GB.",
            "{free} GB are free in {folder}; the history may take {budget} GB.",
        ),
        Label(
            "Libere espacio o baje history.disk_budget_gb.",
            "Free some space, or lower history.disk_budget_gb.",
        ),
    ),
    "disk_full": Saying(
        Label("Solo quedan {free} GB libres en {folder}.", "Only {free} GB are free in {folder}."),
        Label("Libere espacio.", "Free some space."),
    ),
    "disk_unwritable": Saying(
        Label("No se puede escribir en {folder}: {problem}.", "{folder} cannot be written: {problem}."),
        Label("Dé permiso a esta cuenta, o use --data.", "Give this account permission, or use --data."),
    ),
    "disk_fast": Saying(
        Label("Una escritura segura tarda {ms} ms.", "A safe write takes {ms} ms."),
    ),
    "disk_slow": Saying(
        Label(
            "Una escritura segura tarda {ms} ms: la base de datos irá con retraso.",
            "A safe write takes {ms} ms: the database will lag.",
        ),
        Label("Use un disco SSD local para --data.", "Use a local SSD for --data."),
    ),
    "database_none": Saying(
        Label(
            "Aún no hay base de datos; el motor la crea al empezar.",
            "There is no database yet; the engine makes it at its first start.",
        )
    ),
    "database_ok": Saying(
        Label(
            "Se lee: {devices} dispositivos, {points} puntos, {size} MB.",
            "It can be read: {devices} devices, {points} points, {size} MB.",
        )
    ),
    "database_spoilt": Saying(
        Label(
            "Se lee, pero {spoilt} tramos de historia están dañados.",
            "It can be read, but {spoilt} stretches of history are damaged.",
        ),
        Label(
            "Revise el disco; restaure una copia si la hay.",
            "Check the disk; restore a backup if there is one.",
        ),
    ),
    "database_unreadable": Saying(
        Label(
            "No se puede leer ({problem}); no se cambió nada.",
            "It cannot be read ({problem}); nothing was changed.",
        ),
        Label(
            "Ponga una copia en su lugar, o aparte el archivo para empezar sin historia.",
            "Put a backup in its place, or move the file away to start without history.",
        ),
    ),
    "engine_running": Saying(
        Label("Funciona (proceso {pid}, sitio {site}).", "It runs (process {pid}, site {site})."),
    ),
    "engine_none": Saying(
        Label("No está en marcha; la consola lo arranca.", "It is not running; the console starts it."),
    ),
    "engine_silent": Saying(
        Label("Está anunciado pero no responde: {problem}", "It is announced but does not answer: {problem}"),
        Label(
            "Arranque la consola, que lo reinicia; si sigue así, termine el proceso {pid}.",
            "Start the console, which restarts it; if that does not help, end process {pid}.",
        ),
    ),
}
