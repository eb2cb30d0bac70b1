// All texts of the page, by language. A key that a language lacks is shown in English.
const en = {
  skip: "To the work", undo: "Undo", redo: "Redo", quit: "Quit", theme: "Theme", language: "Language", preview: "Preview",
  system: "As the system", light: "Light", dark: "Dark", saved: "Saved", saving: "Saving…",
  design: "Design", note: "Note", people: "People", check: "Check", print: "Print",
  designTitle: "Choose a design", designLead: "Every picture is drawn from the design itself.", search: "Search designs", all: "All", low: "Little ink", formal: "Formal", style: "Any style",
  colors: "Colors", paperAndHand: "Card and hand", format: "Card", hand: "Hand", pen: "Pen", neatness: "Neatness", usual: "As usual", again: "Write it again", from: "Your name", paper: "Paper",
  noteTitle: "Write your note", noteLead: "In braces stand the words that differ from person to person.", noteLabel: "The note", starters: "Begin with", fits: "It fits. {n} words.", tooLong: "It does not fit yet.", fields: "Put in", cleaned: "Pasted text was cleaned: {n} invisible characters are gone.",
  peopleTitle: "Who gets a card?", peopleLead: "A list from Excel, a CSV file or an address book. Nothing leaves this computer.", drop: "Drop your list here, or choose it", asText: "The list as text", keepList: "Use this list", read: "How the columns were read", counted: "{n} people", nobody: "Nobody yet. The order names its people in card.yaml.",
  checkTitle: "Look at every card", checkLead: "J and K turn the cards over, Enter says it looks good, S leaves one for later.", good: "Looks good", later: "Later", allGood: "Nothing is wrong.", looked: "{n} of {all} looked at",
  printTitle: "Print", printLead: "Print at 100 % (actual size), two-sided, as the run sheet shows.", make: "Make the PDFs", cancel: "Cancel", made: "{n} cards made.", failed: "{n} could not be made.", cancelled: "Ended. Nothing was left half-written.",
  front: "Front", inside: "Inside", back: "Back", envelope: "Envelope", sheet: "Sheet", noEnvelope: "No envelope: the list has no address for this person.", noPicture: "This cannot be drawn yet.",
  error: "Error", warning: "Look again", advice: "Advice", of: "{i} of {n} · {name}", sideA: "First side of the sheet", sideB: "Second side of the sheet", previous: "Person before", next: "Next person",
  gone: "The studio is not running. Your words are still here; start it again in a terminal: cardmaker studio", stale: "The order was changed elsewhere. The page now shows what is on disk.", staleNote: "The note was changed elsewhere; your words stay here until you type on.", over: "The studio has ended. You may close this page.",
};
const de = {
  skip: "Zum Inhalt", undo: "Zurück", redo: "Wieder", quit: "Beenden", theme: "Farben", language: "Sprache", preview: "Vorschau",
  system: "Wie das System", light: "Hell", dark: "Dunkel", saved: "Gesichert", saving: "Wird gesichert…",
  design: "Entwurf", note: "Text", people: "Empfänger", check: "Durchsehen", print: "Drucken",
  designTitle: "Wähle einen Entwurf", designLead: "Jedes Bild ist aus dem Entwurf selbst gezeichnet.", search: "Entwürfe suchen", all: "Alle", low: "Wenig Tinte", formal: "Förmlich", style: "Jeder Stil",
  colors: "Farben", paperAndHand: "Karte und Handschrift", format: "Karte", hand: "Handschrift", pen: "Stift", neatness: "Sorgfalt", usual: "Wie üblich", again: "Noch einmal schreiben", from: "Dein Name", paper: "Papier",
  noteTitle: "Schreibe deinen Text", noteLead: "In Klammern steht, was bei jedem anders ist.", noteLabel: "Der Text", starters: "Beginne mit", fits: "Es passt. {n} Wörter.", tooLong: "Es passt noch nicht.", fields: "Einfügen", cleaned: "Eingefügtes wurde gereinigt: {n} unsichtbare Zeichen sind fort.",
  peopleTitle: "Wer bekommt eine Karte?", peopleLead: "Eine Liste aus Excel, eine CSV-Datei oder ein Adressbuch. Nichts verlässt diesen Rechner.", drop: "Lege deine Liste hierher oder wähle sie", asText: "Die Liste als Text", keepList: "Diese Liste nehmen", read: "So wurden die Spalten gelesen", counted: "{n} Personen", nobody: "Noch niemand. Der Auftrag nennt seine Empfänger in card.yaml.",
  checkTitle: "Sieh jede Karte an", checkLead: "J und K blättern, Eingabe heißt „gut so“, S lässt eine für später.", good: "Gut so", later: "Später", allGood: "Nichts ist falsch.", looked: "{n} von {all} angesehen",
  printTitle: "Drucken", printLead: "Drucke mit 100 % (tatsächliche Größe), beidseitig, wie das Begleitblatt zeigt.", make: "PDFs herstellen", cancel: "Abbrechen", made: "{n} Karten sind fertig.", failed: "{n} gingen nicht.", cancelled: "Beendet. Nichts ist halb geschrieben.",
  front: "Vorn", inside: "Innen", back: "Hinten", envelope: "Umschlag", sheet: "Bogen", noEnvelope: "Kein Umschlag: die Liste hat hier keine Adresse.", noPicture: "Das lässt sich noch nicht zeichnen.",
  error: "Fehler", warning: "Bitte ansehen", advice: "Rat", of: "{i} von {n} · {name}", sideA: "Erste Seite des Bogens", sideB: "Zweite Seite des Bogens", previous: "Vorige Person", next: "Nächste Person",
  gone: "Das Studio läuft nicht. Deine Wörter sind noch da; starte es neu: cardmaker studio", stale: "Der Auftrag wurde anderswo geändert. Die Seite zeigt nun, was gespeichert ist.", staleNote: "Der Text wurde anderswo geändert; deine Wörter bleiben hier, bis du weiterschreibst.", over: "Das Studio ist beendet. Du kannst die Seite schließen.",
};
const tables = { en, de };
let chosen = localStorage.getItem("language") || (navigator.language.startsWith("de") ? "de" : "en");
export const language = () => chosen;
export function speak(name) { chosen = name; localStorage.setItem("language", name); }
export const word = (key, values = {}) => (tables[chosen]?.[key] ?? en[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
export const missing = () => Object.keys(en).filter((key) => !de[key]);
