"""Every version of every procedure that the program has seen: those that ship, and those of operators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.incidents.procedures import Procedure


class ProcedureShelf:
    """Engine's thread. Where both have the same version, the operators' counts: it was stored."""

    def __init__(self, catalogue: Callable[[], IncidentCatalogue]) -> None:
        self._catalogue = catalogue
        self._shipped: Mapping[str, Procedure] = {}
        self._versions: dict[tuple[str, int], Procedure] = {}
        self._newest: dict[str, Procedure] = {}

    @property
    def newest(self) -> Mapping[str, Procedure]:
        self._look_at_catalogue()
        return MappingProxyType(self._newest)

    def get(self, procedure: str, version: int) -> Procedure | None:
        self._look_at_catalogue()
        return self._versions.get((procedure, version))

    def put(self, procedure: Procedure) -> None:
        self._look_at_catalogue()
        self._keep(procedure)

    def _look_at_catalogue(self) -> None:
        """The settings may have been read anew; what an incident follows stays as it was."""
        shipped = self._catalogue().procedures
        if shipped is self._shipped:
            return
        self._shipped = shipped
        for procedure in shipped.values():
            if (procedure.id, procedure.version) not in self._versions:
                self._keep(procedure)

    def _keep(self, procedure: Procedure) -> None:
        self._versions[procedure.id, procedure.version] = procedure
        newest = self._newest.get(procedure.id)
        if newest is None or newest.version <= procedure.version:
            self._newest[procedure.id] = procedure
