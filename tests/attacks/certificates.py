"""Certificates as an attacker, or a careless administrator, would present them."""

import datetime
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)
LOOPBACK = (x509.IPAddress(ipaddress.ip_address("127.0.0.1")),)
ELSEWHERE = (x509.DNSName("broker.example.org"), x509.IPAddress(ipaddress.ip_address("10.0.0.9")))


@dataclass(frozen=True)
class Issued:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    by: "Issued | None" = None

    def save(self, folder: Path, name: str) -> tuple[Path, Path]:
        """The certificate with the one that signed it, and the key, as PEM files."""
        pem = serialization.Encoding.PEM
        certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
        chain = [each.certificate.public_bytes(pem) for each in (self, self.by) if each]
        certificate.write_bytes(b"".join(chain))
        key.write_bytes(
            self.key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        return certificate, key


def issue(name, by=None, *, names=LOOPBACK, authority=False, begins=-DAY, ends=DAY) -> Issued:
    """A certificate for `name`, signed by `by` or by itself; times are from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if authority:
        usage = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
             "key_agreement", "encipher_only", "decipher_only"), False)  # fmt: skip
        builder = builder.add_extension(
            x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True
        )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if by:
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(authority_key, critical=False)
    return Issued(builder.sign(by.key if by else key, hashes.SHA256()), key, by)
