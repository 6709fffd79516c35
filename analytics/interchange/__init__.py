"""Reading what mail and chat systems export; no database, no settings, every bad line accounted for."""
