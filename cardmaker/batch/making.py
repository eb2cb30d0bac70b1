"""What can be made in parts: the cards of an order, and its envelopes. `make` and `addressing` have one each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, Self

from cardmaker.drawing import Document, Page
from cardmaker.errors import Finding
from cardmaker.model import Order, Person


class Making(Protocol):
    """One way through an order. `findings`, `people` and `failed` fill while the pages pass by.

    `per_sheet` is for how many people a sheet is, and `sides` how many pages it has.
    """

    order: Order
    findings: list[Finding]
    people: list[Person]
    failed: int

    @property
    def made(self) -> int: ...

    @property
    def per_sheet(self) -> int: ...

    @property
    def sides(self) -> int: ...

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all people, in order."""
        ...

    def part(self, people: Sequence[Person]) -> Self:
        """Return the same for some of the people, as if nothing were made yet."""
        ...

    def document(self, pages: Iterable[Page] = ()) -> Document: ...

    def made_of(self) -> tuple[str, ...]:
        """Return what makes all pages what they are, but for the people: the same text in every process."""
        ...

    def made_for(self, person: Person) -> tuple[str, ...]:
        """Return what makes one person's page what it is, but for a design and a hand of their own."""
        ...

    def is_bad(self, *, strict: bool) -> bool:
        """Return whether what was made may not be written: it is nothing, or it lacks some and all are wanted."""
        ...

    def again(self) -> Callable[[], Self]:
        """Return what makes this anew in another process, where nothing is drawn yet."""
        ...
