"""The section `[video]`: workers, cameras file, recordings and how long they are kept, analysis."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.field_types import File, Segment
from app.settings.validation import Section

KeptDays = Annotated[float, Field(ge=0.01, le=3_650)]


class VideoSettings(Section):
    """What the video supervisor goes by, besides the cameras, which have a file of their own."""

    label: ClassVar[Label] = Label("Video", "Video")

    enabled: Annotated[
        bool,
        Fact(
            Label("Video", "Video"),
            Label(
                "El motor atiende las cámaras de su archivo, si hay alguna.",
                "The engine attends to the cameras of their file, where there are any.",
            ),
        ),
    ] = True
    workers: Annotated[
        int,
        Field(ge=1, le=32),
        Fact(
            Label("Procesos", "Processes"),
            Label(
                "Entre cuántos procesos se reparten las cámaras.",
                "Among how many processes the cameras are shared out.",
            ),
        ),
    ] = 2
    cameras: Annotated[
        File | None,
        Fact(
            Label("Archivo de cámaras", "Cameras file"),
            Label(
                "Vacío: cameras.toml en la carpeta de datos.",
                "Empty: cameras.toml in the data folder.",
            ),
        ),
    ] = None
    recordings: Annotated[
        File | None,
        Fact(
            Label("Grabaciones", "Recordings"),
            Label(
                "Carpeta de las grabaciones; vacío: recordings en la carpeta de datos.",
                "Folder of the recordings; empty: recordings in the data folder.",
            ),
            folder=True,
        ),
    ] = None
    models: Annotated[
        File | None,
        Fact(
            Label("Modelos", "Models"),
            Label(
                "Carpeta de los detectores ONNX propios; vacío: models en la carpeta de datos.",
                "Folder of your own ONNX detectors; empty: models in the data folder.",
            ),
            folder=True,
        ),
    ] = None
    authorities: Annotated[
        File | None,
        Fact(
            Label("Autoridades de certificación", "Certificate authorities"),
            Label(
                "Archivo PEM con las del municipio, además de las del sistema, para cámaras que cifran.",
                "PEM file with those of the municipality, besides the system's, for cameras that encrypt.",
            ),
        ),
    ] = None
    disk_budget_gb: Annotated[
        float,
        Field(ge=0.01, le=1_000_000),
        Fact(
            Label("Disco para grabaciones", "Disk for recordings"),
            Label(
                "Lo más que pueden ocupar; al llegar, se borra primero lo más antiguo que no esté protegido.",
                "The most they may take; then the oldest that is not locked goes first.",
            ),
            "GB",
        ),
    ] = 200.0
    continuous_days: Annotated[
        KeptDays,
        Fact(
            Label("Grabación continua", "Continuous footage"),
            Label("Cuánto se guarda.", "How long it is kept."),
            "d",
        ),
    ] = 45.0
    motion_days: Annotated[
        KeptDays,
        Fact(
            Label("Grabación con movimiento", "Footage with motion"),
            Label("Cuánto se guarda lo grabado.", "How long what was recorded is kept."),
            "d",
        ),
    ] = 45.0
    event_days: Annotated[
        KeptDays,
        Fact(
            Label("Grabación de eventos", "Footage of events"),
            Label("Cuánto se guarda lo de un evento.", "How long that of an event is kept."),
            "d",
        ),
    ] = 90.0
    asked_days: Annotated[
        int,
        Field(ge=1, le=3_650),
        Fact(
            Label("Días que pide la ley", "Days that the law asks for"),
            Label(
                "Contra cuántos días se mide lo grabado de cada cámara.",
                "Against how many days the recordings of each camera are measured.",
            ),
            "d",
            live=True,
        ),
    ] = 45
    before_event_s: Annotated[
        float,
        Field(ge=0, le=300),
        Fact(
            Label("Antes del evento", "Before an event"),
            Label("Cuánto de antes se graba.", "How much of before is recorded."),
            "s",
        ),
    ] = 30.0
    after_event_s: Annotated[
        float,
        Field(ge=1, le=3_600),
        Fact(
            Label("Después del evento", "After an event"),
            Label("Cuánto de después se graba.", "How much of after is recorded."),
            "s",
        ),
    ] = 60.0
    alarm_radius_m: Annotated[
        float,
        Field(ge=0, le=5_000),
        Fact(
            Label("Cámaras de una alarma", "Cameras of an alarm"),
            Label(
                "Hasta qué distancia de una alarma graban las cámaras; 0 ninguna.",
                "Up to what distance from an alarm cameras record; 0 for none.",
            ),
            "m",
            live=True,
        ),
    ] = 250.0
    alarm_cameras: Annotated[
        int,
        Field(ge=0, le=64),
        Fact(
            Label("Cuántas por alarma", "How many an alarm"),
            Label("Las más cercanas, hasta este número.", "The nearest ones, up to this number."),
            live=True,
        ),
    ] = 3
    bring_up: Annotated[
        Literal["never", "critical", "high", "medium", "low"],
        Fact(
            Label("Traer cámaras al muro", "Bring cameras up"),
            Label(
                "Desde qué prioridad una alarma o un incidente trae sus cámaras al muro.",
                "From which priority on an alarm or incident brings its cameras up on the wall.",
            ),
        ),
    ] = "critical"
    server_id: Annotated[
        Segment,
        Fact(
            Label("Clave del servidor de video", "Video server key"),
            Label(
                "Con ella se presenta por MQTT. Si no se escribe, donde no hay motor es la de la máquina.",
                "Its name over MQTT. Unless written, where there is no engine it is that of the machine.",
            ),
        ),
    ] = "VID-01"
    analysis: Annotated[
        bool,
        Fact(
            Label("Análisis", "Analysis"),
            Label(
                "Busca en la imagen lo que cada cámara tiene marcado.",
                "Looks in the picture for what each camera has drawn.",
            ),
        ),
    ] = True
    blur: Annotated[
        Literal["moving", "all"],
        Fact(
            Label("Difuminar", "Blur"),
            Label(
                "A quien no puede ver rostros: lo que se mueve, o toda la imagen.",
                "For who may see no faces: what moves, or the whole picture.",
            ),
        ),
    ] = "moving"
    shed_above: Annotated[
        float,
        Field(ge=0.2, le=1.0),
        Fact(
            Label("Aliviar el procesador", "Relieve the processor"),
            Label(
                "Sobre esta parte del procesador, las cámaras menos importantes van más lento.",
                "Above this share of the processor, less important cameras slow down.",
            ),
        ),
    ] = 0.85
