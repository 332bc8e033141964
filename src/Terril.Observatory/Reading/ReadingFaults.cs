using System.Globalization;

namespace Terril.Observatory.Reading;

/// <summary>The sentences of this room, out of the way of the code that reads.</summary>
internal static class ReadingFaults
{
    private const int MostShown = 12;
    private const int LongestShown = 80;

    public static FaultyInputException Missing(string name) => new("missing-file", new Place(name),
        "Ce fichier n’existe pas. Vérifiez le chemin écrit dans la source.",
        "There is no such file. Check the path that the source gives.");

    public static FaultyInputException Empty(string name) => new("empty-file", new Place(name),
        "Le fichier est vide. Téléchargez-le de nouveau.",
        "The file is empty. Download it again.");

    public static FaultyInputException NotOfFormat(string name, string format, Text kind) => new("not-what-it-says", new Place(name),
        $"Ce n’est pas un fichier {format} mais {kind.Fr}. Téléchargez la table elle-même, ou corrigez « format » dans la source.",
        $"This is not a file of format {format} but {kind.En}. Download the table itself, or mend “format” in the source.");

    public static FaultyInputException NotText(Place place) => new("not-what-it-says", place,
        "Ce n’est pas du texte : il contient un octet nul. Vérifiez le fichier ; si c’est de l’UTF-16, écrivez « encoding: utf-16 ».",
        "This is not text: it holds a zero byte. Check the file; if it is UTF-16, write “encoding: utf-16”.");

    public static FaultyInputException UnknownEncoding(string name, string said) => new("unknown-encoding", new Place(name),
        $"L’encodage « {said} » n’est pas connu. Écrivez utf-8, windows-1252 ou utf-16, ou rien pour qu’il soit détecté.",
        $"The encoding “{said}” is not known. Write utf-8, windows-1252 or utf-16, or nothing to have it detected.");

    public static FaultyInputException OtherEncoding(string name, string said, string found) => new("other-encoding", new Place(name),
        $"La source dit « encoding: {said} », mais les octets sont en {found}. Corrigez ou retirez « encoding ».",
        $"The source says “encoding: {said}”, but the bytes are in {found}. Mend or remove “encoding”.");

    public static FaultyInputException InvalidText(Place place, TextEncoding encoding) => encoding == TextEncoding.Utf8
        ? new("invalid-text", place,
            "Des octets ne sont pas de l’UTF-8, comme le début du fichier. Si le fichier est en Windows-1252, écrivez « encoding: windows-1252 » ; sinon, il est coupé ou abîmé : téléchargez-le de nouveau.",
            "Some bytes are not UTF-8 as the start of the file is. If the file is Windows-1252, write “encoding: windows-1252”; if not, it is cut or damaged: download it again.")
        : new("invalid-text", place,
            $"Des octets ne sont pas du texte en {encoding.Name}. Le fichier est coupé, abîmé ou d’un autre encodage : enregistrez-le en UTF-8.",
            $"Some bytes are not {encoding.Name} text. The file is cut, damaged or of another encoding: save it as UTF-8.");

    public static FaultyInputException NoHeader(string name) => new("no-header", new Place(name),
        "La ligne des noms de colonnes est vide ou absente. Vérifiez « header » et « skip » dans la source.",
        "The row of column names is empty or absent. Check “header” and “skip” in the source.");

    public static FaultyInputException RepeatedColumns(Place place, IReadOnlyList<string> names) => new("repeated-column", place,
        $"Plusieurs colonnes portent le même nom : {Quoted(names, '«', '»')}. Renommez-les, ou corrigez « header ».",
        $"Several columns bear the same name: {Quoted(names, '“', '”')}. Rename them, or mend “header”.");

    public static FaultyInputException CellCount(Place place, int count, int expected) => new("cell-count", place,
        $"{Cells(count, "cellule")} au lieu de {expected}. Une cellule qui contient le séparateur doit être entre guillemets ; sinon corrigez la ligne, ou nommez « delimiter ».",
        $"{Cells(count, "cell")} instead of {expected}. A cell that holds the delimiter must be quoted; else mend the row, or name “delimiter”.");

    public static FaultyInputException OpenQuote(Place place) => new("open-quote", place,
        "Le guillemet ouvert ici n’est jamais fermé. Fermez-le, ou téléchargez de nouveau le fichier s’il est coupé.",
        "The quote opened here is never closed. Close it, or download the file again if it is cut.");

    public static FaultyInputException StrayQuote(Place place) => new("stray-quote", place,
        "Un guillemet fermant n’est suivi ni d’un séparateur ni d’une fin de ligne. Doublez les guillemets à l’intérieur d’une cellule, ou nommez « delimiter ».",
        "A closing quote is followed by neither a delimiter nor a line end. Double the quotes inside a cell, or name “delimiter”.");

    public static FaultyInputException EndlessRow(Place place, int limit) => new("endless-row", place,
        $"La ligne qui commence ici dépasse {Grouped(limit, "fr-FR")} octets. Un guillemet n’est sans doute pas fermé.",
        $"The row that begins here is longer than {Grouped(limit, "")} bytes. A quote is probably not closed.");

    public static FaultyInputException BrokenArchive(string name) => new("broken-archive", new Place(name),
        "L’archive est coupée, abîmée ou d’une compression inconnue. Téléchargez-la de nouveau ; si elle est faite de plusieurs archives mises bout à bout, décompressez-la.",
        "The archive is cut, damaged or of an unknown compression. Download it again; if it is made of several archives end to end, expand it.");

    public static FaultyInputException Encrypted(string name) => new("broken-archive", new Place(name),
        "L’archive est protégée par un mot de passe. Décompressez-la.",
        "The archive is protected by a password. Expand it.");

    public static FaultyInputException TooLarge(string name) => new("too-large", new Place(name),
        "Le contenu est démesuré, comme celui d’une archive piégée. Vérifiez le fichier ; s’il est sain, décompressez-le ou découpez-le.",
        "The content is out of all measure, as that of a booby-trapped archive. Check the file; if it is sound, expand it or cut it up.");

    public static FaultyInputException UnknownEntry(string name, string entry, IReadOnlyList<string> entries) => new("unknown-entry", new Place(name),
        $"L’archive n’a pas de fichier « {entry} ». Elle contient : {Quoted(entries, '«', '»')}.",
        $"The archive has no file “{entry}”. It holds: {Quoted(entries, '“', '”')}.");

    public static FaultyInputException WhichEntry(string name, IReadOnlyList<string> entries) => new("unknown-entry", new Place(name),
        $"L’archive contient plusieurs fichiers. Écrivez « entry » avec l’un de ceux-ci : {Quoted(entries, '«', '»')}.",
        $"The archive holds several files. Write “entry” with one of these: {Quoted(entries, '“', '”')}.");

    public static FaultyInputException BrokenWorkbook(string name) => new("broken-workbook", new Place(name),
        "Ce n’est pas un classeur lisible : il est abîmé, protégé, ou d’un autre logiciel. Ouvrez-le dans un tableur et enregistrez-le en .xlsx.",
        "This is no readable workbook: it is damaged, protected, or of another program. Open it in a spreadsheet and save it as .xlsx.");

    public static FaultyInputException UnknownSheet(string name, string sheet, IReadOnlyList<string> sheets) => new("unknown-sheet", new Place(name),
        $"Le classeur n’a pas de feuille « {sheet} ». Il contient : {Quoted(sheets, '«', '»')}.",
        $"The workbook has no sheet “{sheet}”. It holds: {Quoted(sheets, '“', '”')}.");

    public static FaultyInputException InvalidJson(Place place) => new("invalid-json", place,
        "Le JSON est mal formé ici. Le fichier est coupé ou abîmé : téléchargez-le de nouveau.",
        "The JSON is malformed here. The file is cut or damaged: download it again.");

    public static FaultyInputException UnknownPath(string name, string path) => new("unknown-records", new Place(name),
        $"« records: {path} » n’est pas un chemin. Écrivez par exemple $, $.results ou $.a[*].b.",
        $"“records: {path}” is no path. Write for instance $, $.results or $.a[*].b.");

    public static FaultyInputException UnknownRecords(string name, IReadOnlyList<string> names) => new("unknown-records", new Place(name),
        $"« records » ne mène à rien. Là où le chemin s’arrête, il y a : {Quoted(names, '«', '»')}.",
        $"“records” leads nowhere. Where the path stops, there is: {Quoted(names, '“', '”')}.");

    public static FaultyInputException NotRecords(Place place) => new("not-a-record", place,
        "Il faut ici un objet par ligne de la table. Faites mener « records » à une liste d’objets.",
        "One object a row of the table is needed here. Have “records” lead to a list of objects.");

    public static FaultyInputException NoRecord(string name) => new("no-record", new Place(name),
        "La liste des lignes est vide. Vérifiez « records », ou téléchargez de nouveau le fichier.",
        "The list of rows is empty. Check “records”, or download the file again.");

    public static FaultyInputException TooManyColumns(Place place, int limit) => new("too-many-columns", place,
        $"Plus de {Grouped(limit, "fr-FR")} propriétés différentes. « records » ne mène sans doute pas aux lignes.",
        $"More than {Grouped(limit, "")} different properties. “records” probably does not lead to the rows.");

    private static string Grouped(int number, string culture) => number.ToString("N0", CultureInfo.GetCultureInfo(culture));

    private static string Cells(int count, string noun) => count > 1 ? $"{count} {noun}s" : $"{count} {noun}";

    private static string Quoted(IReadOnlyList<string> names, char open, char close)
    {
        var space = open == '«' ? "\u00A0" : "";
        var shown = string.Join(", ", names.Take(MostShown).Select(name => $"{open}{space}{Shown(name)}{space}{close}"));
        return names.Count > MostShown ? $"{shown}…" : shown;
    }

    // A name out of a file may be of many lines, or without end; a finding is one line.
    private static string Shown(string name)
    {
        var plain = new string([.. name.Take(LongestShown).Select(c => char.IsControl(c) ? ' ' : c)]);
        return name.Length > LongestShown ? $"{plain}…" : plain;
    }
}
