"""Certificates for mutual TLS: an authority for one lab, and a pair each for servers and clients."""

from __future__ import annotations

from pathlib import Path

import trustme

NAME = "localhost"
SIDES = ("server", "client")


def write(folder: Path) -> Path:
    """Write ca.pem, and server.pem, server.key, client.pem and client.key, into a new folder, and return it.

    Keys are of elliptic curves, as in a mesh: to make an RSA key would take longer than all else at the start.
    """
    folder.mkdir(mode=0o700)
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    for side in SIDES:
        made = authority.issue_cert(NAME, key_type=trustme.KeyType.ECDSA)
        made.private_key_pem.write_to_path(str(folder / f"{side}.key"))
        (folder / f"{side}.pem").write_bytes(b"".join(each.bytes() for each in made.cert_chain_pems))
    return folder
