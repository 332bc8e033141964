using System.Globalization;

namespace Terril.Observatory.Boundaries;

/// <summary>The sentences of this room, out of the way of the code that draws.</summary>
internal static class BoundaryFaults
{
    private const int MostShown = 12;

    public static FaultyInputException Missing(string name) => new("missing-file", new Place(name),
        "Ce fichier n’existe pas. Vérifiez le chemin.",
        "There is no such file. Check the path.");

    public static FaultyInputException NotGeoJson(Place place) => new("not-geojson", place,
        "Ce n’est pas une collection GeoJSON de contours. Convertissez le fichier : ogr2ogr -f GeoJSON -t_srs EPSG:4326 communes.geojson FICHIER.",
        "This is no GeoJSON collection of boundaries. Convert the file: ogr2ogr -f GeoJSON -t_srs EPSG:4326 communes.geojson FILE.");

    public static FaultyInputException NotPolygon(Place place, int feature, string type) => new("not-a-polygon", place,
        $"L’entité n°\u00A0{feature} n’est ni un polygone ni un multipolygone{(type.Length > 0 ? $" mais « {Shown(type)} »" : "")}. Donnez le fichier des contours, non celui des centres ou des limites.",
        $"Feature {feature} is neither a polygon nor a multipolygon{(type.Length > 0 ? $" but “{Shown(type)}”" : "")}. Give the file of the boundaries, not that of the centres or of the lines.");

    public static FaultyInputException OutOfWgs84(Place place, int feature, double x, double y) => new("out-of-wgs84", place,
        $"L’entité n°\u00A0{feature} a une position ({Number(x)}, {Number(y)}) qui n’est pas en degrés. Convertissez le fichier en WGS84 : ogr2ogr -f GeoJSON -t_srs EPSG:4326 communes.geojson FICHIER.",
        $"Feature {feature} has a position ({Number(x)}, {Number(y)}) that is not in degrees. Convert the file to WGS84: ogr2ogr -f GeoJSON -t_srs EPSG:4326 communes.geojson FILE.");

    public static FaultyInputException NoCode(string name, IEnumerable<string> properties) => new("no-code", new Place(name),
        $"Aucune propriété ne porte les codes des communes. Nommez-la par « --code » ; propriétés : {List(properties)}.",
        $"No property bears the codes of communes. Name it with “--code”; properties: {List(properties)}.");

    public static FaultyInputException UnknownProperty(string name, string said, IEnumerable<string> properties) => new("no-code", new Place(name),
        $"Aucune entité n’a de code de commune dans la propriété « {Shown(said)} ». Propriétés : {List(properties)}.",
        $"No feature has a code of commune in property “{Shown(said)}”. Properties: {List(properties)}.");

    public static FaultyInputException NothingToDraw(string name, int vintage) => new("nothing-to-draw", new Place(name),
        $"Aucune entité n’est une commune de l’observatoire en {vintage}. Vérifiez « --vintage » et la région du fichier.",
        $"No feature is a commune of the observatory in {vintage}. Check “--vintage” and the region of the file.");

    public static FaultyInputException Unsaid(string option) => new("unsaid", null,
        $"« {option} » est vide ; il est montré sous la carte. Écrivez-le.",
        $"“{option}” is empty; it is shown under the map. Write it.");

    public static FaultyInputException Damaged(string name) => new("damaged-boundaries", new Place(name),
        "Les contours gardés sont coupés ou altérés. Refaites-les par « terril observatory boundaries ».",
        "The boundaries kept are cut or altered. Make them again with “terril observatory boundaries”.");

    public static Finding Codeless(string name, IReadOnlyList<int> features) => Warning("no-code", name,
        $"{features.Count} entités sans code de commune, laissées de côté : n°\u00A0{List(features)}.",
        $"{features.Count} features without a code of commune, left aside: number {List(features)}.");

    public static Finding UnknownCodes(string name, int vintage, IReadOnlyList<string> codes) => Warning("unknown-code", name,
        $"{codes.Count} codes ne sont d’aucune commune en {vintage}, laissés de côté : {List(codes)}. Vérifiez « --vintage ».",
        $"{codes.Count} codes are of no commune in {vintage}, left aside: {List(codes)}. Check “--vintage”.");

    public static Finding NotDivided(string name, IReadOnlyList<string> codes) => Warning("split-commune", name,
        $"{codes.Count} communes séparées depuis ne font qu’une dans le fichier, elles ne sont pas dessinées : {List(codes)}. Donnez un fichier plus récent.",
        $"{codes.Count} communes separated since are one in the file, they are not drawn: {List(codes)}. Give a later file.");

    public static Finding Incomplete(string name, IReadOnlyList<string> codes) => Warning("incomplete-ground", name,
        $"{codes.Count} communes dont le fichier n’a qu’une partie du sol ne sont pas dessinées : {List(codes)}.",
        $"{codes.Count} communes of whose ground the file has but a part are not drawn: {List(codes)}.");

    public static Finding NotDrawn(string name, int vintage, IReadOnlyList<string> codes) => Warning("not-drawn", name,
        $"{codes.Count} communes de {vintage} ne sont pas dans le fichier : {List(codes)}.",
        $"{codes.Count} communes of {vintage} are not in the file: {List(codes)}.");

    public static Finding TooSmall(string name, IReadOnlyList<string> codes) => Warning("too-small", name,
        $"{codes.Count} communes trop petites pour être dessinées : {List(codes)}.",
        $"{codes.Count} communes too small to be drawn: {List(codes)}.");

    public static Finding Apart(string name, double share) => Warning("borders-apart", name,
        $"Seuls {Number(Math.Round(share * 100))}\u00A0% des limites sont communes à deux voisines : le fichier a sans doute été simplifié commune par commune, la carte aura des fentes.",
        $"Only {Number(Math.Round(share * 100))}% of the borders are shared by two neighbours: the file was probably simplified one commune at a time, the map will have slits.");

    public static Finding Heavy(string name, int bytes, int most) => Warning("heavy-map", name,
        $"La carte pèse {bytes} octets une fois compressée, plus que les {most} voulus : il y a trop de communes pour une seule carte.",
        $"The map weighs {bytes} bytes once compressed, more than the {most} wanted: there are too many communes for one map.");

    private static Finding Warning(string rule, string name, string fr, string en) => new(Severity.Warning, rule, new Place(name), new Text(fr, en));

    private static string List<T>(IEnumerable<T> names)
    {
        var all = names.Select(n => Shown(n?.ToString() ?? "")).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(MostShown)) + (all.Count > MostShown ? "…" : "");
    }

    private static string Shown(string text) => new([.. text.Take(40).Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}
