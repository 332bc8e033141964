using System.Text.Json;

namespace Terril.Observatory.Territories;

/// <summary>Reads one npm package <c>decoupage-YYYY</c> into the columns of its vintage.</summary>
internal sealed class Package
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _folder;
    private readonly StringPool.Writer _strings;
    private readonly CommuneRow[] _all;
    private readonly CommuneRow[] _communes;
    private readonly Dictionary<string, int> _index;
    private readonly EpciRow[] _epcis;
    private readonly AreaRow[] _departments;
    private readonly AreaRow[] _regions;

    private Package(string folder, StringPool.Writer strings)
    {
        (_folder, _strings) = (folder, strings);
        _all = Rows<CommuneRow>("communes.json");
        _communes = [.. _all.Where(c => c.Type == "commune-actuelle").OrderBy(c => c.Code, StringComparer.Ordinal)];
        if (_communes.Length == 0) throw Faulty("communes.json", "aucune commune n’y figure", "no commune is in it");
        _index = Number(_communes.Select(c => c.Code), "communes.json");
        _epcis = [.. Rows<EpciRow>("epci.json").OrderBy(e => e.Code, StringComparer.Ordinal)];
        _departments = WithOverseas("departements.json");
        _regions = WithOverseas("regions.json");
    }

    /// <summary>The columns of a package, in the order of <see cref="Column"/>.</summary>
    public static int[][] Read(string folder, StringPool.Writer strings)
    {
        var package = new Package(folder, strings);
        return [.. package.Communes(), .. package.Epcis(), .. package.Departments(), .. package.Formers()];
    }

    /// <summary>The package's file of communes.</summary>
    public static string CommunesOf(string folder) => Path.Combine(folder, "data", "communes.json");

    private int[][] Communes()
    {
        var departments = Number(_departments.Select(d => d.Code), "departements.json");
        var postcodes = Array.ConvertAll(_communes, c => (c.CodesPostaux ?? []).Order(StringComparer.Ordinal).ToArray());
        var starts = new int[_communes.Length + 1];
        for (var i = 0; i < postcodes.Length; i++) starts[i + 1] = starts[i] + postcodes[i].Length;
        return
        [
            _strings.Numbers(_communes.Select(c => c.Code)),
            _strings.Numbers(_communes.Select(c => c.Nom)),
            Array.ConvertAll(_communes, c => c.Population ?? -1),
            EpciOfCommunes(),
            Array.ConvertAll(_communes, c => Known(departments, c.DepartmentCode ?? "", c.Code, "communes.json")),
            starts,
            _strings.Numbers(postcodes.SelectMany(own => own)),
        ];
    }

    private int[] EpciOfCommunes()
    {
        var epcis = new int[_communes.Length];
        Array.Fill(epcis, -1);
        foreach (var (e, epci) in _epcis.Index())
        {
            foreach (var member in epci.Membres)
            {
                var commune = Known(_index, member.Code, epci.Code, "epci.json");
                if (epcis[commune] >= 0) throw Faulty("epci.json", $"la commune {member.Code} est membre de deux EPCI", $"commune {member.Code} is a member of two EPCIs");
                epcis[commune] = e;
            }
        }

        return epcis;
    }

    private int[][] Epcis()
    {
        Number(_epcis.Select(e => e.Code), "epci.json");
        return
        [
            _strings.Numbers(_epcis.Select(e => e.Code)),
            _strings.Numbers(_epcis.Select(e => e.Nom)),
            _strings.Numbers(_epcis.Select(e => e.Type)),
        ];
    }

    private int[][] Departments()
    {
        var index = Number(_regions.Select(r => r.Code), "regions.json");
        return
        [
            _strings.Numbers(_departments.Select(d => d.Code)),
            _strings.Numbers(_departments.Select(d => d.Nom)),
            [.. _departments.Select(d => Known(index, d.Region ?? "", d.Code, "departements.json"))],
            _strings.Numbers(_regions.Select(r => r.Code)),
            _strings.Numbers(_regions.Select(r => r.Nom)),
            [.. _regions.Select(r => r.Zone == "com" ? -1 : 0)],
        ];
    }

    private int[][] Formers()
    {
        var parts = _all.Where(c => c.Type is "commune-deleguee" or "commune-associee")
            .Select(c => (Kind: FormerKind.Part, c.Code, Name: c.Nom, Of: c.ChefLieu ?? ""));
        var districts = _all.Where(c => c.Type == "arrondissement-municipal")
            .Select(c => (Kind: FormerKind.District, c.Code, Name: c.Nom, Of: c.Commune ?? ""));
        var codes = _communes.SelectMany(c => (c.AnciensCodes ?? []).Select(code => (Kind: FormerKind.Code, Code: code, Name: "", Of: c.Code)));
        var rows = parts.Concat(districts).Concat(codes)
            .OrderBy(f => f.Kind).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Of, StringComparer.Ordinal).ToList();
        return
        [
            [.. rows.Select(f => (int)f.Kind)],
            _strings.Numbers(rows.Select(f => f.Code)),
            _strings.Numbers(rows.Select(f => f.Name)),
            [.. rows.Select(f => Known(_index, f.Of, f.Code, "communes.json"))],
        ];
    }

    // From 2022 the lists of departments and regions hold the overseas collectivities; before, only their communes name them.
    private AreaRow[] WithOverseas(string file)
    {
        var listed = Rows<AreaRow>(file);
        var overseas = _communes.Select(c => c.CollectiviteOutremer).OfType<AreaRow>()
            .Select(c => c with { Region = c.Code, Zone = "com" }).DistinctBy(c => c.Code, StringComparer.Ordinal)
            .ExceptBy(listed.Select(r => r.Code), c => c.Code, StringComparer.Ordinal);
        return [.. listed.Concat(overseas).OrderBy(r => r.Code, StringComparer.Ordinal)];
    }

    private T[] Rows<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T[]>(File.ReadAllBytes(Path.Combine(_folder, "data", file)), Json) ?? [];
        }
        catch (JsonException fault)
        {
            throw Faulty(file, $"fichier illisible à la ligne {fault.LineNumber + 1}", $"unreadable at line {fault.LineNumber + 1}");
        }
        catch (IOException)
        {
            throw Faulty(file, "fichier absent ou illisible", "missing or unreadable");
        }
    }

    private Dictionary<string, int> Number(IEnumerable<string> codes, string file)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            if (!index.TryAdd(code, index.Count)) throw Faulty(file, $"le code {code} y figure deux fois", $"code {code} occurs twice");
        }

        return index;
    }

    private int Known(Dictionary<string, int> index, string code, string askedBy, string file) =>
        index.TryGetValue(code, out var found)
            ? found
            : throw Faulty(file, $"{askedBy} renvoie au code « {code} », qui n’y est pas", $"{askedBy} refers to code ‘{code}’, which is not there");

    private FaultyInputException Faulty(string file, string fr, string en) => new(
        "official-lists",
        new Place($"{Path.GetFileName(_folder)}/data/{file}"),
        $"{fr}. Réinstallez les paquets des listes officielles : npm ci.",
        $"{en}. Install the packages of the official lists again: npm ci.");

    // The producer's own keys, in camel case.
    private sealed record CommuneRow(
        string Code,
        string Nom,
        string Type,
        string? ChefLieu = null,
        string? Commune = null,
        string? Departement = null,
        int? Population = null,
        string[]? CodesPostaux = null,
        string[]? AnciensCodes = null,
        AreaRow? CollectiviteOutremer = null)
    {
        public string? DepartmentCode => Departement ?? CollectiviteOutremer?.Code;
    }

    private sealed record EpciRow(string Code, string Nom, string Type, MemberRow[] Membres);

    private sealed record MemberRow(string Code);

    private sealed record AreaRow(string Code, string Nom, string? Region = null, string? Zone = null);
}
