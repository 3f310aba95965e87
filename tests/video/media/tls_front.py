"""Cameras that encrypt: whatever speaks plainly, behind a certificate of a test's own making."""

import contextlib
import datetime as dt
import hashlib
import ipaddress
import select
import socket
import ssl
import threading

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


class Certificate:
    """Signed by itself; `files` are certificate and key, `fingerprint` is what pins it."""

    def __init__(self, folder, name="camera", *, address=None, days=(-1, 30)):
        key = ec.generate_private_key(ec.SECP256R1())
        who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
        now = dt.datetime.now(dt.UTC)
        made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(now + dt.timedelta(days[0])).not_valid_after(now + dt.timedelta(days[1]))
        if address:
            alias = x509.IPAddress(ipaddress.ip_address(address))
            made = made.add_extension(x509.SubjectAlternativeName([alias]), critical=False)
        signed = made.sign(key, hashes.SHA256())
        self.fingerprint = hashlib.sha256(signed.public_bytes(serialization.Encoding.DER)).hexdigest()
        plain = serialization.NoEncryption()
        pem, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        self.files = (folder / f"{self.fingerprint}.pem", folder / f"{self.fingerprint}.key")
        self.files[0].write_bytes(signed.public_bytes(pem))
        self.files[1].write_bytes(key.private_bytes(pem, kind, plain))


class TlsFront:
    """Encrypts what a plain server on a loopback port says, until `close`. `heard` is what came decrypted:
    nothing where the other side did not take the certificate."""

    def __init__(self, certificate, to_port, port=0):
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*certificate.files)
        self._to_port, self.heard = to_port, bytearray()
        self._door = socket.create_server((HOST, port))
        self.port = self._door.getsockname()[1]
        self._bell, self._ending = socket.socketpair()
        self._threads = [threading.Thread(target=self._open, name="tls-front")]
        self._threads[0].start()

    def close(self):
        self._bell.close()
        for thread in self._threads:
            thread.join()
        self._door.close()
        self._ending.close()

    def _open(self):
        while self._door in select.select([self._door, self._ending], [], [])[0]:
            caller = self._door.accept()[0]
            self._threads.append(threading.Thread(target=self._serve, args=(caller,), name="tls-front-one"))
            self._threads[-1].start()

    def _serve(self, caller):
        with contextlib.suppress(OSError), caller:
            caller.settimeout(60)
            with (
                self._context.wrap_socket(caller, server_side=True) as near,
                socket.create_connection((HOST, self._to_port)) as far,
            ):
                while self._pass(near, far):
                    pass

    def _pass(self, near, far):
        came = [near] if near.pending() else select.select([near, far, self._ending], [], [])[0]
        if near in came:
            data = near.recv(65_536)
            self.heard += data
            far.sendall(data)
        elif far in came:
            data = far.recv(65_536)
            near.sendall(data)
        return self._ending not in came and bool(data)
