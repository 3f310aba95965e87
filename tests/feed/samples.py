# ruff: noqa: E501 (the payloads are kept as they are sent)
"""What real foreign devices publish, field for field as their makers document it."""

CHIRPSTACK_UP = """{
  "deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
  "time": "2026-09-21T14:13:19.775023242+00:00",
  "deviceInfo": {
    "tenantId": "52f14cd4-c6f1-4fbd-8f87-4025e1d49242", "tenantName": "Puerto Sereno",
    "applicationId": "17c82e96-be03-4f38-aef3-f83d48582d97", "applicationName": "Residuos",
    "deviceProfileId": "14855bf7-d10d-4aee-b618-ebfcb64dc7ad", "deviceProfileName": "EM310-UDL",
    "deviceName": "Contenedor Malecón 12", "devEui": "24e124713b502217", "deviceClassEnabled": "CLASS_A",
    "tags": {"kind": "waste_container", "latitude": "20.6534", "longitude": "-105.2253"}
  },
  "devAddr": "00189440", "adr": true, "dr": 1, "fCnt": 4, "fPort": 85, "confirmed": false,
  "data": "A3XhBQA=",
  "object": {"battery": 98, "filling_level": 62.5, "temperature": 24.1, "position": "normal"},
  "rxInfo": [{
    "gatewayId": "0016c001f153a14c", "uplinkId": 4217106255, "gwTime": "2026-09-21T14:13:19.775023242+00:00",
    "rssi": -36, "snr": 10.5, "context": "E3OWOQ==", "location": {"latitude": 20.7, "longitude": -105.3},
    "metadata": {"region_name": "us915", "region_common_name": "US915"}, "crcStatus": "CRC_OK"
  }],
  "txInfo": {"frequency": 867100000, "modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 11, "codeRate": "CR_4_5"}}},
  "regionConfigId": "us915_1"
}"""

CHIRPSTACK_STATUS = """{
  "deduplicationId": "9dd7a4ff-7d25-4a4a-9d3f-2f5b1e4ab0c1", "time": "2026-09-21T14:13:10.253+00:00",
  "deviceInfo": {"deviceName": "Contenedor Malecón 12", "deviceProfileName": "EM310-UDL",
    "devEui": "24e124713b502217", "tags": {"kind": "waste_container"}},
  "margin": 10, "externalPowerSource": false, "batteryLevelUnavailable": %s, "batteryLevel": %s
}"""

TASMOTA_SENSOR = """{"Time":"2026-09-21T08:13:20","ENERGY":{"TotalStartTime":"2026-01-01T00:00:00",
  "Total":3.185,"Yesterday":0.214,"Today":0.085,"Period":5,"Power":61,"ApparentPower":67,"ReactivePower":27,
  "Factor":0.91,"Voltage":127,"Current":0.528}}"""

TASMOTA_STATE = """{"Time":"2026-09-21T08:13:20","Uptime":"1T09:13:21","UptimeSec":119601,"Heap":25,
  "SleepMode":"Dynamic","Sleep":50,"LoadAvg":19,"MqttCount":1,"POWER":"ON","Dimmer":70,
  "Wifi":{"AP":1,"SSId":"municipio","BSSId":"A0:AB:1B:32:22:10","Channel":11,"RSSI":78,"Signal":-61}}"""

SHELLY_STATUS = """{"src":"shellyplus1pm-a8032ab12f0c","dst":"shellyplus1pm-a8032ab12f0c/events","method":"NotifyStatus",
  "params":{"ts":1789999999.50,"switch:0":{"id":0,"source":"HTTP_in","output":true,"apower":61.4,"voltage":127.2,
  "current":0.512,"aenergy":{"total":3185.212,"by_minute":[1023.4,998.1,1010.0],"minute_ts":1789999980},
  "temperature":{"tC":47.1,"tF":116.8}}}}"""

SHELLY_SYS = """{"src":"shellyplus1pm-a8032ab12f0c","dst":"shellyplus1pm-a8032ab12f0c/events","method":"NotifyStatus",
  "params":{"ts":1789999999.50,"sys":{"available_updates":{}}}}"""

SHELLY_EVENT = """{"src":"shellyplus1pm-a8032ab12f0c","dst":"shellyplus1pm-a8032ab12f0c/events","method":"NotifyEvent",
  "params":{"ts":1789999999.50,"events":[{"component":"input:0","id":0,"event":"single_push","ts":1789999999.5}]}}"""

ZIGBEE = """{"battery":91,"humidity":48.2,"last_seen":"2026-09-21T14:13:15Z","linkquality":120,
  "pressure":1009.4,"temperature":23.4,"pm25":12,"voltage":3005,
  "device":{"applicationVersion":5,"friendlyName":"patio norte","ieeeAddr":"0x00158d0001dc126a","model":"WSDCGQ11LM"}}"""

ZIGBEE_LAMP = (
    """{"brightness":127,"state":"ON","linkquality":87,"power":18.5,"action":"","update":{"state":"idle"}}"""
)
