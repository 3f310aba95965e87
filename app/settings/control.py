"""The sections `[control]` and `[lighting]`: how devices are commanded, and what light costs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.validation import Section

DeviceId = Annotated[str, Field(min_length=1, max_length=128)]
Deed = Annotated[str, Field(min_length=1, max_length=128)]


class ControlSettings(Section):
    """Reservations, signatures, limits of groups, and the interlocks of this city's network."""

    label: ClassVar[Label] = Label("Control remoto", "Remote control")

    selection_s: Annotated[
        float,
        Field(ge=10, le=300),
        Fact(
            Label("Reserva de un equipo", "Reservation of a device"),
            Label(
                "Cuánto queda reservado un equipo desde el último paso del operador.",
                "How long a device stays reserved after the operator's last step.",
            ),
            "s",
            live=True,
        ),
    ] = 30.0
    approval_s: Annotated[
        float,
        Field(ge=30, le=900),
        Fact(
            Label("Espera de la segunda firma", "Wait for the second signature"),
            Label(
                "Cuánto se espera a quien aprueba; pasado este tiempo la reserva termina.",
                "How long the second person is waited for; then the reservation ends.",
            ),
            "s",
            live=True,
        ),
    ] = 120.0
    critical: Annotated[
        list[Deed],
        Field(max_length=1000),
        Fact(
            Label("Órdenes con dos firmas", "Orders with two signatures"),
            Label(
                "Como valve.close, pump.stop o siren.sound, o la clave de un equipo.",
                "Such as valve.close, pump.stop or siren.sound, or the id of a device.",
            ),
            live=True,
        ),
    ] = Field(default_factory=lambda: ["valve.close"])
    group_limit: Annotated[
        int,
        Field(ge=1, le=10_000),
        Fact(
            Label("Grupo sin reserva", "Group without reservation"),
            Label(
                "Hasta cuántas luminarias se ordenan sin seleccionar primero.",
                "Up to how many luminaires are commanded without selecting first.",
            ),
            live=True,
        ),
    ] = 20
    wave_per_second: Annotated[
        float,
        Field(ge=1, le=5_000),
        Fact(
            Label("Órdenes por segundo", "Orders a second"),
            Label(
                "Cuántas salen por segundo a un grupo; lo que la red de los equipos aguante.",
                "How many go out a second to a group; what the devices' network can take.",
            ),
            "/s",
            live=True,
        ),
    ] = 50.0
    clock_tolerance_s: Annotated[
        float,
        Field(ge=0.5, le=30),
        Fact(
            Label("Tolerancia del reloj", "Tolerance of clocks"),
            Label(
                "Un equipo con el reloj más lejos que esto no se ordena.",
                "A device whose clock is farther off than this is not commanded.",
            ),
            "s",
            live=True,
        ),
    ] = 2.0
    closing_s_per_100mm: Annotated[
        float,
        Field(ge=0, le=600),
        Fact(
            Label("Cierre más rápido", "Fastest closing"),
            Label(
                "Segundos por cada 100 mm de diámetro, contra el golpe de ariete; 0 sin límite.",
                "Seconds for each 100 mm of diameter, against water hammer; 0 for no limit.",
            ),
            "s",
            live=True,
        ),
    ] = 22.5
    pressure_limit_bar: Annotated[
        float,
        Field(ge=0, le=25),
        Fact(
            Label("Presión para cerrar", "Pressure for closing"),
            Label(
                "Una válvula no se cierra con más presión que esta.",
                "A valve is not closed at more pressure than this.",
            ),
            "bar",
            live=True,
        ),
    ] = 6.0
    pump_starts_per_hour: Annotated[
        int,
        Field(ge=1, le=60),
        Fact(
            Label("Arranques por hora", "Starts an hour"),
            Label("Cuántas veces arranca una bomba en una hora.", "How often a pump may start in an hour."),
            live=True,
        ),
    ] = 6
    supplies: Annotated[
        dict[DeviceId, list[str]],
        Fact(
            Label("A quién abastece", "Whom it supplies"),
            Label(
                "Por válvula, los servicios que quedan sin agua al cerrarla, como un hospital.",
                "For each valve, those left without water when it closes, such as a hospital.",
            ),
            live=True,
        ),
    ] = Field(default_factory=dict)
    pump_outlets: Annotated[
        dict[DeviceId, list[DeviceId]],
        Fact(
            Label("Salidas de las bombas", "Outlets of pumps"),
            Label(
                "Por bomba, las válvulas de las que al menos una debe estar abierta.",
                "For each pump, the valves of which at least one must be open.",
            ),
            live=True,
        ),
    ] = Field(default_factory=dict)
    meters: Annotated[
        dict[DeviceId, DeviceId],
        Fact(
            Label("Medidor que confirma", "Meter that confirms"),
            Label(
                "Por equipo, el macromedidor cuyo caudal muestra lo que hizo.",
                "For each device, the flow meter whose flow shows what it did.",
            ),
            live=True,
        ),
    ] = Field(default_factory=dict)
    needs_closed: Annotated[
        dict[DeviceId, list[DeviceId]],
        Fact(
            Label("Cerradas antes", "Closed before"),
            Label(
                "Por válvula, las que deben estar cerradas antes de cerrarla.",
                "For each valve, those that must be closed before it is closed.",
            ),
            live=True,
        ),
    ] = Field(default_factory=dict)


class LightingSettings(Section):
    """What energy costs; 0 where it is not known, and then no cost is shown."""

    label: ClassVar[Label] = Label("Alumbrado", "Lighting")

    tariff_per_kwh: Annotated[
        float,
        Field(ge=0, le=10_000),
        Fact(
            Label("Tarifa", "Tariff"),
            Label("Precio del kWh; 0 no muestra costos.", "Price of a kWh; 0 shows no cost."),
            live=True,
        ),
    ] = 0.0
    currency: Annotated[
        str,
        Field(max_length=8),
        Fact(
            Label("Moneda", "Currency"),
            Label("Como MXN, PEN o CLP.", "Such as MXN, PEN or CLP."),
            live=True,
        ),
    ] = ""
    co2_kg_per_kwh: Annotated[
        float,
        Field(ge=0, le=5),
        Fact(
            Label("Emisión por kWh", "Emission a kWh"),
            Label(
                "Kilos de CO₂ por kWh de la red del país; 0 no los muestra.",
                "Kilograms of CO₂ for a kWh of the country's grid; 0 shows none.",
            ),
            "kg",
            live=True,
        ),
    ] = 0.0
