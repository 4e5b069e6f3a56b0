"""OpenMGI: assess, discuss, publish and follow up how a country or a city governs migration."""

__version__ = "0.1.0"
