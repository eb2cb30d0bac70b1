"""All that is to be said of an order of many people: their cards are composed by a process of its own, once for each state."""

import threading
from dataclasses import dataclass, field
from typing import Any

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.making.helper import Helper


@dataclass(slots=True)
class Looker:
    """Looks through all cards of the order as it is, when somebody asks; a change of the order ends it and it begins anew."""

    desk: Desk
    helper: Helper = field(default_factory=lambda: Helper(dict))
    _of: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def state(self) -> dict[str, Any]:
        """Return the findings, or that they are not known yet."""
        with self._lock:
            revision = self.desk.revision
            if revision != self._of:
                self.helper.stop()
                self._of = revision
                self.helper.begin({"do": "check", "folder": str(self.desk.folder)})
            return {**self.helper.state, "of": revision}
