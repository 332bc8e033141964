using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

public class PassageTests
{
    public static TheoryData<int, int> Pairs =>
        [.. from a in Lists.Official.Vintages from b in Lists.Official.Vintages select (a, b)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_commune_is_lost_and_none_comes_from_nowhere(int from, int to)
    {
        var passage = Lists.Official.Between(from, to);
        var reached = new bool[Lists.Official.At(to).At(Level.Commune).Count];
        foreach (var commune in Lists.Official.At(from).At(Level.Commune))
        {
            var parts = passage.Parts(Level.Commune, commune.Index);
            Assert.NotEqual(Movement.Gone, passage.MovementOf(Level.Commune, commune.Index));
            foreach (var part in parts) reached[part.Target] = true;
        }

        Assert.DoesNotContain(false, reached);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Mass_is_conserved_whatever_the_values(int from, int to)
    {
        var passage = Lists.Official.Between(from, to);
        var (sources, targets) = (Lists.Official.At(from).At(Level.Commune).Count, Lists.Official.At(to).At(Level.Commune).Count);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var before = Enumerable.Range(0, sources).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble() * 1e6).ToArray();
            var after = Carry(passage, Level.Commune, before, targets);
            return Math.Abs(after.Sum() - before.Sum()) <= 1e-12 * before.Sum();
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(5));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Units_are_conserved_to_the_last_one(int from, int to)
    {
        var passage = Lists.Official.Between(from, to);
        var sources = Lists.Official.At(from).At(Level.Commune).Count;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            long before = 0, after = 0;
            for (var i = 0; i < sources; i++)
            {
                var value = random.Next(100_000);
                before += value;
                var left = value;
                var parts = passage.Parts(Level.Commune, i);
                for (var p = 0; p < parts.Length; p++)
                {
                    var share = p == parts.Length - 1 ? left : (int)(value * parts[p].Share);
                    Assert.InRange(share, 0, left);
                    left -= share;
                    after += share;
                }
            }

            return after == before;
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(3));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Shares_add_up_to_one_and_weights_of_a_merger_too(int from, int to)
    {
        var passage = Lists.Official.Between(from, to);
        foreach (var level in Level.Official)
        {
            var weights = new Dictionary<int, double>();
            foreach (var territory in Lists.Official.At(from).At(level))
            {
                var parts = passage.Parts(level, territory.Index);
                var movement = passage.MovementOf(level, territory.Index);
                Assert.Equal(movement == Movement.Gone ? 0 : 1, parts.ToArray().Sum(p => p.Share), 1e-12);
                Assert.Equal(movement == Movement.Split, parts.Length > 1);
                foreach (var part in parts) Assert.True(part.Share > 0);

                var weight = passage.Weight(level, territory.Index);
                if (movement == Movement.Merged) weights[parts[0].Target] = weights.GetValueOrDefault(parts[0].Target) + weight;
                else Assert.Equal(1, weight);
            }

            Assert.All(weights.Values, sum => Assert.Equal(1, sum, 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void There_and_back_and_there_again_is_there(int from, int to)
    {
        var (there, back) = (Lists.Official.Between(from, to), Lists.Official.Between(to, from));
        var people = Lists.Official.At(from).At(Level.Commune).Select(c => (double)(c.Population ?? 0)).ToArray();
        var targets = Lists.Official.At(to).At(Level.Commune).Count;

        var once = Carry(there, Level.Commune, people, targets);
        var twice = Carry(there, Level.Commune, Carry(back, Level.Commune, once, people.Length), targets);

        for (var i = 0; i < targets; i++) Assert.Equal(once[i], twice[i], 1e-6);
    }

    [Theory]
    [InlineData("commune:60054", 2023, 2024, Movement.Split, "60054 60694")]
    [InlineData("commune:60054", 2024, 2023, Movement.Merged, "60054")]
    [InlineData("commune:60694", 2024, 2023, Movement.Merged, "60054")]
    [InlineData("commune:60054", 2019, 2026, Movement.Split, "60054 60694")]
    [InlineData("commune:60054", 2024, 2026, Movement.Same, "60054")]
    [InlineData("commune:14712", 2019, 2021, Movement.Split, "14666 14712")]
    [InlineData("commune:14666", 2026, 2019, Movement.Merged, "14712")]
    [InlineData("commune:85084", 2023, 2024, Movement.Split, "85084 85165 85212")]
    [InlineData("commune:15141", 2024, 2025, Movement.Split, "15031 15035 15047 15141 15171")]
    [InlineData("commune:27676", 2019, 2021, Movement.Renamed, "27058")]
    [InlineData("commune:27058", 2022, 2023, Movement.Renamed, "27676")]
    [InlineData("commune:27676", 2019, 2026, Movement.Same, "27676")]
    [InlineData("commune:27676", 2026, 2022, Movement.Renamed, "27058")]
    [InlineData("commune:49069", 2024, 2025, Movement.Renamed, "49126")]
    [InlineData("commune:02311", 2024, 2026, Movement.Merged, "02589")]
    [InlineData("commune:02589", 2024, 2026, Movement.Merged, "02589")]
    [InlineData("commune:02589", 2026, 2024, Movement.Split, "02311 02589")]
    [InlineData("commune:59350", 2019, 2026, Movement.Same, "59350")]
    [InlineData("commune:98818", 2019, 2026, Movement.Same, "98818")]
    [InlineData("epci:245900410", 2019, 2021, Movement.Merged, "200093201")]
    [InlineData("epci:245901061", 2019, 2026, Movement.Merged, "200093201")]
    [InlineData("epci:200093201", 2026, 2019, Movement.Split, "245900410 245901061")]
    [InlineData("epci:200067221", 2021, 2022, Movement.Split, "200096675 200096683")]
    [InlineData("epci:245901152", 2022, 2023, Movement.Reshaped, "245901152")]
    [InlineData("epci:246201149", 2019, 2021, Movement.Gone, "")]
    [InlineData("epci:245900428", 2019, 2026, Movement.Same, "245900428")]
    [InlineData("department:59", 2019, 2026, Movement.Same, "59")]
    [InlineData("region:32", 2026, 2019, Movement.Same, "32")]
    [InlineData("region:988", 2019, 2026, Movement.Same, "988")]
    public void Each_kind_of_movement_is_known(string id, int from, int to, Movement movement, string targets)
    {
        Assert.True(TerritoryId.TryParse(id, out var parsed));
        var passage = Lists.Official.Between(from, to);
        var territory = Lists.Official.At(from).Find(parsed)!;
        var after = Lists.Official.At(to).At(parsed.Level);

        Assert.Equal((from, to), (passage.From, passage.To));
        Assert.Equal(targets, string.Join(' ', passage.Parts(parsed.Level, territory.Index).ToArray().Select(p => after[p.Target].Code)));
        Assert.Equal(movement, passage.MovementOf(parsed.Level, territory.Index));
    }

    [Fact]
    public void A_split_follows_the_population_of_its_parts()
    {
        var (before, after) = (Lists.Official.At(2023), Lists.Official.At(2024));
        var talican = before.Find(new(Level.Commune, "60054"))!;

        var parts = Lists.Official.Between(2023, 2024).Parts(Level.Commune, talican.Index);

        double nonains = after.Find(new(Level.Commune, "60054"))!.Population!.Value;
        double talicanNow = after.Find(new(Level.Commune, "60694"))!.Population!.Value;
        Assert.Equal(nonains / (nonains + talicanNow), parts[0].Share, 1e-12);
        Assert.Equal(talicanNow / (nonains + talicanNow), parts[1].Share, 1e-12);
    }

    [Fact]
    public void A_merger_undone_follows_the_population_of_the_earlier_list()
    {
        var earlier = Lists.Official.At(2024);
        double filain = earlier.Find(new(Level.Commune, "02311"))!.Population!.Value;
        double pargny = earlier.Find(new(Level.Commune, "02589"))!.Population!.Value;

        var parts = Lists.Official.Between(2026, 2024).Parts(Level.Commune, Lists.Official.At(2026).IndexOf(Level.Commune, "02589"));

        Assert.Equal(filain / (filain + pargny), parts[0].Share, 1e-12);
        Assert.Equal(pargny / (filain + pargny), parts[1].Share, 1e-12);
    }

    [Fact]
    public void A_mean_is_weighted_by_the_population_of_those_that_merge()
    {
        var before = Lists.Official.At(2024);
        var (filain, pargny) = (before.Find(new(Level.Commune, "02311"))!, before.Find(new(Level.Commune, "02589"))!);

        var weight = Lists.Official.Between(2024, 2026).Weight(Level.Commune, filain.Index);

        Assert.Equal((double)filain.Population! / (filain.Population!.Value + pargny.Population!.Value), weight, 1e-12);
    }

    [Fact]
    public void A_country_and_the_levels_of_a_site_are_themselves()
    {
        var passage = Lists.Official.Between(2019, 2026);

        Assert.Equal([new Part(0, 1)], passage.Parts(Level.Country, 0).ToArray());
        Assert.Equal([new Part(7, 1)], passage.Parts("station", 7).ToArray());
        Assert.Equal((Movement.Same, 1), (passage.MovementOf("station", 7), passage.Weight("station", 7)));
    }

    [Fact]
    public void A_vintage_that_is_not_at_hand_is_refused() => Assert.Throws<FaultyInputException>(() => Lists.Official.Between(2018, 2026));

    [Fact]
    public void The_table_of_movements_agrees_with_the_lists()
    {
        foreach (var (earlier, later) in Lists.Official.Vintages.Zip(Lists.Official.Vintages.Skip(1)))
        {
            foreach (var movement in Movements.Between(earlier, later).Values)
            {
                Assert.NotNull(Lists.Official.At(earlier).Find(new(Level.Commune, movement.Code)));
                Assert.Equal(movement.Into, movement.Into.Select(i => (i.Code, Lists.Official.At(later).Find(new(Level.Commune, i.Code))!.Name)));
            }
        }

        Assert.Equal(Movements.Known.Count, Movements.Between(2019, 2021).Count + Enumerable.Range(2021, 5).Sum(y => Movements.Between(y, y + 1).Count));
    }

    private static double[] Carry(Passage passage, string level, double[] values, int targets)
    {
        var carried = new double[targets];
        for (var i = 0; i < values.Length; i++)
        {
            foreach (var part in passage.Parts(level, i)) carried[part.Target] += part.Share * values[i];
        }

        return carried;
    }
}
