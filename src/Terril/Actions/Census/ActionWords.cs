using Terril.Observatory;

namespace Terril.Actions.Census;

/// <summary>The words of the census.</summary>
public static class ActionWords
{
    private static readonly (string Key, Text Name)[] s_plans =
    [
        ("pcaet", new("PCAET", "PCAET (climate plan)")),
        ("cot", new("COT (contrat d’objectif territorial)", "COT (territorial contract)")),
        ("crte", new("CRTE (contrat de relance et de transition écologique)", "CRTE (transition contract)")),
        ("other", new("Autre plan", "Another plan")),
    ];

    /// <summary>The plans that an action may serve.</summary>
    public static IReadOnlyList<(string Key, Text Name)> Plans => s_plans;

    public static bool IsPlan(string key) => s_plans.Any(p => p.Key == key);

    /// <summary>Its name; the key of one that is known no more.</summary>
    public static Text Plan(string key) => s_plans.FirstOrDefault(p => p.Key == key) is { Key: not null } plan ? plan.Name : Text.Same(key);

    public static Text Stage(ActionStage stage) => stage switch
    {
        ActionStage.Idea => new("Idée", "Idea"),
        ActionStage.Project => new("Projet", "Project"),
        ActionStage.UnderWay => new("En cours", "Under way"),
        ActionStage.Done => new("Réalisée", "Done"),
        ActionStage.Paused => new("En pause", "Paused"),
        _ => new("Abandonnée", "Stopped"),
    };

    /// <summary>Of the tag that bears it.</summary>
    public static string Tone(ActionStage stage) => stage switch
    {
        ActionStage.UnderWay => "info",
        ActionStage.Done => "ok",
        ActionStage.Paused => "warn",
        ActionStage.Stopped => "bad",
        _ => "",
    };

    public static Text State(ActionState state) => state switch
    {
        ActionState.Unverified => new("Adresse non vérifiée", "Address not verified"),
        ActionState.ToModerate => new("À modérer", "To moderate"),
        ActionState.Published => new("Publiée", "Published"),
        ActionState.Refused => new("Refusée", "Refused"),
        _ => new("Retirée", "Withdrawn"),
    };

    public static Text People(PeopleOnPhoto people) => people switch
    {
        PeopleOnPhoto.Nobody => new("Personne ne s’y reconnaît", "Nobody can be recognised"),
        PeopleOnPhoto.Agreed => new("Les personnes au premier plan ont donné leur accord écrit", "The people in the foreground agreed in writing"),
        _ => new("Je ne sais pas encore", "I do not know yet"),
    };
}
