"""Lists of people as programs write them, made here so that nobody's address book lies in the repository."""

import csv
import io
import zipfile

import openpyxl

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def table(rows, delimiter=",", ending="\r\n", **options) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending, **options).writerows(rows)
    return text.getvalue()


def excel_german() -> bytes:
    """What a German Excel saves as CSV: cp1252, semicolons, numbers with commas."""
    rows = [["Name", "Firma", "PLZ", "Ort"], ["Jürgen Groß", "Müller & Söhne", "01234", "Görlitz"]]
    return table(rows, ";").encode("cp1252")


def excel_unicode_text() -> bytes:
    """What Excel saves as Unicode Text: UTF-16 with its mark, tabs, CR LF."""
    return b"\xff\xfe" + table([["Name", "Company"], ["Zoë Łęcka", "Ósma"]], "\t").encode("utf-16-le")


def excel_workbook() -> bytes:
    """A workbook with a ZIP code that is a number shown as 02139, a date, and a whole number kept as a float."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Company", "State", "ZIP", "Interview"])
    sheet.append(["Dana Reyes", "Riviera", "MA", 2139, "2026-11-20"])
    sheet["D2"].number_format = "00000"
    return saved(book)


def saved(book) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"
    "Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"
    "Address 1 - Extended Address"
).split(",")
GOOGLE_2019 = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,"
    "Birthday,Gender,Location,Occupation,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title"
).split(",")
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home State,"
    "Home Postal Code,Home Country/Region,Business Phone,Mobile Phone,Notes,E-mail Address,Nickname"
).split(",")
OUTLOOK_GERMAN = (
    "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Ort geschäftlich;"
    "Region geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Ort privat;Postleitzahl privat;"
    "Telefon geschäftlich;E-Mail-Adresse;Notizen"
).split(";")


def filled(header, **values):
    """Return a row under a header; a value's key is its header with `_` for what is no letter or digit."""
    keys = ["".join(char if char.isalnum() else "_" for char in title) for title in header]
    assert not set(values) - set(keys), set(values) - set(keys)
    return [values.get(key, "") for key in keys]


def google() -> bytes:
    row = filled(
        GOOGLE,
        First_Name="Dana",
        Last_Name="Reyes",
        Name_Prefix="Dr.",
        Nickname="Bossy",
        Organization_Name="Riviera",
        Organization_Title="CTO",
        Notes="talks too much",
        E_mail_1___Value="dana@riviera.example",
        Address_1___Street="12 Elm St\nFloor 3",
        Address_1___City="Boston",
        Address_1___Region="MA",
        Address_1___Postal_Code="02139",
    )
    return table([GOOGLE, row], ending="\n").encode()


def outlook() -> bytes:
    work = filled(
        OUTLOOK,
        Title="Dr.",
        First_Name="Dana",
        Last_Name="Reyes",
        Company="Riviera",
        Job_Title="CTO",
        Business_Street="1 Quay",
        Business_City="Boston",
        Business_Postal_Code="02139",
        Home_Street="9 Hill",
        Home_City="Salem",
        Notes="talks too much",
    )
    home = filled(OUTLOOK, First_Name="Ann", Last_Name="Smith", Home_Street="7 Lane", Home_City="Lynn")
    return table([OUTLOOK, work, home], quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def outlook_german() -> bytes:
    row = [
        "Frau",
        "Käthe",
        "",
        "Größl",
        "",
        "Riviera",
        "",
        "Leiterin",
        "Kai 1",
        "Kiel",
        "SH",
        "24103",
        "Deutschland",
    ]
    return table(
        [OUTLOOK_GERMAN, [*row, "Weg 2", "Laboe", "24235", "", "k@x.example", "geheim"]], ";"
    ).encode("cp1252")


def linkedin() -> bytes:
    above = 'Notes:\n"When exporting your connection data, you may notice that some are missing, ""as said""."\n\n'
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    row = ["Dana", "Reyes", "https://www.linkedin.com/in/dana", "", "Riviera", "CTO", "20 Nov 2026"]
    return above.encode() + table([header, row], ending="\n").encode()


IPHONE = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Apple Inc.//iPhone OS 18.1//EN\r
N:Reyes;Dana;;Dr.;\r
FN:Dr. Dana Reyes\r
NICKNAME:Bossy\r
ORG:Riviera\\, Inc.;Research\r
TITLE:CTO\r
EMAIL;type=INTERNET;type=HOME;type=pref:dana@home.example\r
item1.ADR;type=WORK;type=pref:;;12 Elm St\\nFloor 3;Boston;MA;02139;United Sta\r
 tes\r
item1.X-ABADR:us\r
NOTE:talks too much\r
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r
 {photo}\r
END:VCARD\r
"""


def iphone(photo: str = "AAAA") -> bytes:
    return IPHONE.replace("{photo}", photo).encode()


ANDROID = (
    b"BEGIN:VCARD\nVERSION:2.1\n"
    b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zt=C3=BCrk;J=C3=BCrgen;;;\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=BC=72=67=65=6E=20=\n=C3=96=7A=74=C3=BC=72=6B\n"
    b"PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\n AAAA\n\nEND:VCARD\n"
)


def workbook(
    sheet: str, strings: str = "", styles: str = "", properties: str = "", **parts: str | bytes
) -> bytes:
    """Return the smallest workbook around the XML of a sheet's rows; `parts` adds or replaces whole parts."""
    link = f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    all_parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{LINKS}">{properties}'
        '<sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
        "xl/sharedStrings.xml": f"<sst {NS}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {NS}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{sheet}</sheetData></worksheet>",
        **parts,
    }
    return zipped(all_parts)


def zipped(parts) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER_ROW = f'<row r="1">{text_cell("A1", "Name")}{text_cell("B1", "Company")}</row>'
