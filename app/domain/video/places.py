"""Where cameras are: which addresses show the picture of the same camera."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.video.cameras import Camera, CameraStream, CertificateCheck, Point

Polygons = tuple[tuple[Point, ...], ...]


def hosts_of(stream: CameraStream) -> set[str]:
    """Hosts to which the password of this stream may go."""
    urls = (stream.url, stream.sub_url, f"//{stream.onvif}" if stream.onvif else "")
    return {host for url in urls if url and (host := urlsplit(url).hostname)}


def proven_as(stream: CameraStream, known: CameraStream | None) -> CameraStream:
    """At the same hosts the camera proves who it is as it did: a console that leaves that as usual does not
    know how."""
    same = known is not None and hosts_of(stream) <= hosts_of(known)
    if known is None or not same or stream.tls is not CertificateCheck.KNOWN:
        return stream
    return replace(stream, tls=known.tls, fingerprint=known.fingerprint)


def places_of(stream: CameraStream) -> set[tuple[str, str, str]]:
    """Host, path and query of its pictures; the same ones through any port and by any way."""
    parts = [urlsplit(url) for url in (stream.url, stream.sub_url) if url]
    return {(one.hostname or one.scheme, one.path.rstrip("/"), one.query) for one in parts}


def zones_over(
    tried: CameraStream, cameras: Mapping[str, Camera], streams: Collection[CameraStream]
) -> Polygons | None:
    """What is to be black in the pictures of a stream: the privacy zones of the cameras that it is, by their
    name or place. None where it is another picture of a host that has zones: nobody knows where they lie in
    it."""
    zoned = {one.camera for one in streams if one.camera in cameras and cameras[one.camera].privacy}
    known = {one.camera for one in streams if not places_of(tried).isdisjoint(places_of(one))}
    beside = {one.camera for one in streams if not hosts_of(tried).isdisjoint(hosts_of(one))} & zoned
    if not known and beside - {tried.camera}:
        return None
    over = sorted((known | {tried.camera}) & cameras.keys())
    return tuple(zone for id_ in over for zone in cameras[id_].privacy)
