"""Keep the one history: whatever a curator or an import changes is recorded, shown, previewed and undone here."""
