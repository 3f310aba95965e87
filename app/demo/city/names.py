"""The names of Puerto Sereno: districts with their places, avenues, streets, crews."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DistrictSeed:
    """A district: where it lies (plane metres), and how its grid is turned and spaced."""

    name: str
    x: float
    y: float
    turn_deg: float
    short_m: float
    long_m: float


CORE = (
    DistrictSeed("Puerto Viejo", -1000.0, 900.0, -9.0, 52.0, 84.0),
    DistrictSeed("La Ribera", 150.0, 800.0, 7.0, 62.0, 98.0),
    DistrictSeed("Olivares", -100.0, 1720.0, 16.0, 66.0, 120.0),
    DistrictSeed("El Malecón", -1000.0, -420.0, 5.0, 56.0, 92.0),
    DistrictSeed("El Parque", -100.0, -480.0, -4.0, 60.0, 96.0),
    DistrictSeed("San Telmo", 1000.0, -1150.0, 9.0, 62.0, 108.0),
    DistrictSeed("Las Dunas", -400.0, -1500.0, -15.0, 64.0, 118.0),
    DistrictSeed("Mirador", 1250.0, 900.0, 24.0, 58.0, 100.0),
    DistrictSeed("Cerro Azul", 2000.0, 1500.0, -22.0, 60.0, 92.0),
    DistrictSeed("Zona Franca", 1650.0, -250.0, 2.0, 96.0, 160.0),
)

MORE_DISTRICTS = (
    "Los Algarrobos", "Santa Marina", "Bellavista", "Villa del Mar", "Las Palmeras", "San Cristóbal",
    "El Faro", "Los Jardines", "Santa Rosa", "La Pradera", "Buenos Aires", "Miraflores del Norte",
    "El Carmen", "Los Ficus", "Pampa Grande", "Santa Lucía", "Las Gaviotas", "El Trébol",
    "Villa Esperanza", "San Martín", "Los Cedros", "La Campiña", "Nueva Aurora", "Las Lomas",
    "El Progreso", "San Isidro Labrador", "Los Pinos", "Punta Arena", "La Victoria", "Los Molinos",
    "Santa Clara", "El Bosque", "Las Retamas", "San Roque", "Tres Cruces", "Los Alisos", "Costa Brava",
    "El Porvenir", "La Herradura", "Valle Verde",
)  # fmt: skip
SUFFIXES = ("", "Alto", "Bajo", "Norte", "Sur", "Este", "Oeste", "Nuevo")

COAST_AVENUE = "Costanera"
RING_AVENUE = "Av. Circunvalación"
BANK_AVENUES = ("Av. Ribera Norte", "Av. Ribera Sur")
RIVER = "Río Sereno"
BAY = "Bahía Serena"

ACROSS = (
    "Av. Los Pescadores", "Av. del Mercado", "Av. Las Dunas", "Av. Olivares", "Av. San Telmo",
    "Av. Santa Rosa", "Av. del Sur", "Av. Los Héroes", "Av. Progreso", "Av. Las Torres", "Av. Pacífico",
    "Av. Industrial",
)  # fmt: skip
"""Avenues that run from the coast inland, those nearest the river first."""
ALONG = (
    "Av. Libertad", "Av. Almirante Ruiz", "Av. del Estadio", "Av. Cerro Azul", "Av. Evitamiento",
    "Av. Los Andes", "Av. Universitaria", "Av. Aeródromo", "Av. Grau", "Av. Bolívar", "Av. La Paz",
    "Av. Central",
)  # fmt: skip
"""Avenues that run along the coast, those nearest the sea first."""
DIAGONALS = ("Av. del Faro", "Av. de la Marina", "Av. 28 de Julio", "Av. Túpac Amaru", "Av. Los Libertadores")

STREETS = (
    "Arrecife", "Olmos", "Tres Marías", "Ancla", "Brújula", "Caracola", "Bergantín", "Gaviota",
    "Pelícano", "Farallón", "Coral", "Marea", "Bajamar", "Timonel", "Velero", "Astillero", "Estibadores",
    "Aduana", "Muelle", "Barlovento", "Sotavento", "Timón", "Red", "Anzuelo", "Bonito", "Jurel",
    "Corvina", "Lenguado", "Albatros", "Cormorán", "Los Geranios", "Las Acacias", "Los Tulipanes",
    "Las Magnolias", "Los Jazmines", "Las Orquídeas", "Los Laureles", "Los Nogales", "Las Higueras",
    "Los Sauces", "Las Moreras", "Los Eucaliptos", "Las Camelias", "Los Claveles", "Ayacucho", "Junín",
    "Huáscar", "Manco Cápac", "Pachacútec", "Cusco", "Arequipa", "Tacna", "Moquegua", "Piura",
    "Cajamarca", "Amazonas", "Ucayali", "Loreto", "Puno", "Ica", "Áncash", "Huánuco", "Lambayeque",
    "Tumbes", "Salaverry", "Castilla", "Pizarro", "Unanue", "Pumacahua", "Olaya", "Bolognesi", "Cáceres",
    "Ugarte", "Quiñones", "San Pedro", "San Andrés", "San Lucas", "Santa Elena", "San Mateo",
    "Santa Inés", "San Bartolo", "La Merced", "El Sol", "La Luna", "Las Estrellas", "Los Luceros",
    "El Alba", "Poniente", "Levante", "Aurora", "Primavera", "Comercio", "Industria", "Artesanos",
    "Toneleros", "Herreros", "Plateros", "Panaderos", "Libreros", "Espaderos", "Esperanza", "Concordia",
    "Unión", "Fraternidad", "Independencia", "Progreso", "Porvenir", "Constitución",
)  # fmt: skip

CREWS = ("Agua", "Eléctrica", "Limpieza", "Técnica", "Vigía", "Obras")
VEHICLES = ("Patrulla", "Tránsito", "Ambulancia", "Compactador", "Grúa")
SKILLS = {
    "Agua": ("water",),
    "Eléctrica": ("electrical",),
    "Limpieza": ("cleaning",),
    "Técnica": ("technical",),
    "Vigía": ("lookout",),
    "Obras": ("works",),
    "Patrulla": ("patrol",),
    "Tránsito": ("traffic",),
    "Compactador": ("cleaning",),
    "Grúa": ("works", "traffic"),
    "Dron": ("lookout",),
}
"""What crews can do, by the first word of their names."""
