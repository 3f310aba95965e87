"""The devices of the city that control is tested in, and what each kind reports."""

DEVICES = {
    "VLV-1": ("valve", "Centro", "Mariposa DN 400"),
    "VLV-2": ("valve", "Centro", "Mariposa DN 400"),
    "VLV-9": ("valve", "Puerto", "Mariposa DN 200"),
    "PMP-1": ("pump", "Centro", ""),
    "SIR-1": ("siren", "Centro", ""),
    "FLW-1": ("flow_meter", "Centro", ""),
    **{f"LUM-{number}": ("luminaire", "Centro", "LED 92 W") for number in range(1, 31)},
    "LUM-90": ("luminaire", "Puerto", "LED 92 W"),
}
READINGS = {
    "valve": '"open_percentage":100.0,"operating_mode":"remote","pressure":4.1,"flow":186.0',
    "pump": '"power_state":false,"flow":0.0',
    "siren": '"sounding":false,"operating_mode":"remote"',
    "flow_meter": '"flow":412.0',
    "luminaire": '"illuminance_level":60.0,"power_state":true',
}
