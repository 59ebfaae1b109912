"""What chapter 08's explorers ask: what proxies cost by the published figures, and what they balance in return."""
