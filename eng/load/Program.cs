using System.Globalization;
using ReformOpenData.Data.Storage;
using ReformOpenData.Generate;
using ReformOpenData.Load;
using ReformOpenData.Load.Baseline;
using ReformOpenData.Load.Hostile;
using ReformOpenData.Load.Soaking;

var options = args.Skip(1)
    .Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
switch (args.FirstOrDefault())
{
    case "baseline":
        await BaselineServer.Run(options["connection"], options["url"]);
        return 0;
    case "measure":
        var measurement = new Measurement(
            Target.Parse(options["uncached"]), Target.Parse(options["cached"]), Target.Parse(options["baseline"]),
            Number("database"), Number("municipalities"), TimeSpan.FromSeconds(Number("seconds")), Console.Out);
        await measurement.Run(options.GetValueOrDefault("only"));
        return 0;
    case "terms":
        await new TermMeasurement(
            Target.Parse(options["uncached"]),
            Target.Parse(options["baseline"]),
            Number("database"),
            Number("municipalities"),
            TimeSpan.FromSeconds(Number("seconds")), Console.Out).RunAsync();
        return 0;
    case "fuzz":
        var isSqlite = options.ContainsKey("data");
        await using (System.Data.Common.DbConnection database = isSqlite
            ? new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={options["data"]}/{Store.FileName};Mode=ReadOnly")
            : new Npgsql.NpgsqlConnection(options["connection"]))
        {
            await database.OpenAsync();
            var fuzz = new TermFuzz(
                Target.Parse(options["server"]), database, isSqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql,
                Number("municipalities"), Number("terms"), Console.Out);
            return await fuzz.RunAsync() ? 0 : 1;
        }

    case "interleaved":
        var now = new Targets(Target.Parse(options["uncached"]), Target.Parse(options["cached"]));
        var chosen = Workloads.All(Number("municipalities"), Asking.Assessments(now.Uncached, Number("municipalities")))
            .Where(workload => options.GetValueOrDefault("only")?.Split(',').Contains(workload.Name) ?? true);
        var interleaved = new Interleaved(
            new Targets(Target.Parse(options["uncached-before"]), Target.Parse(options["cached-before"])),
            now,
            Target.Parse(options["baseline"]),
            Number("database"),
            TimeSpan.FromSeconds(Number("seconds")),
            Console.Out);
        await interleaved.RunAsync([.. chosen]);
        return 0;
    case "soak":
        var releases = new Releases(Fragments.Read("data/072028-fy2021.txt"), Number("municipalities"));
        releases.Add(1, [.. Enumerable.Repeat(1, Number("municipalities"))]);
        var actions = new SoakActions(
            async (index, old, edition) => int.Parse(
                (await Shell.Run(string.Create(
                    CultureInfo.InvariantCulture, $"{options["publish"]} {index} {old} {edition}")))
                    .Split('\n')[^1],
                CultureInfo.InvariantCulture),
            what => Shell.Run($"{options["do"]} {what}"));
        var soak = new Soak(
            Target.Parse(options["server"]), releases, actions, TimeSpan.FromSeconds(Number("seconds")), Console.Out);
        return await soak.Run() ? 0 : 1;
    case "files":
        await new Files(
            Target.Parse(options["server"]),
            Number("municipalities"),
            TimeSpan.FromSeconds(Number("seconds")),
            Console.Out).RunAsync();
        return 0;
    case "pages":
        await new Pages(
            Target.Parse(options["server"]),
            options.TryGetValue("before", out var other) ? Target.Parse(other) : null,
            options.ContainsKey("database") ? Number("database") : null,
            Number("municipalities"), TimeSpan.FromSeconds(Number("seconds")), Console.Out)
            .RunAsync(options.GetValueOrDefault("only"));
        return 0;
    case "from-memory":
        await new FromMemory(
            Target.Parse(options["server"]),
            Target.Parse(options["constant"]),
            TimeSpan.FromSeconds(Number("seconds")),
            Console.Out).RunAsync();
        return 0;
    case "failover":
        await new Failover(
            Target.Parse(options["server"]),
            options["what"],
            options["away"] == "yes",
            TimeSpan.FromSeconds(Number("seconds")),
            Console.Out)
            .RunAsync();
        return 0;
    case "failover-heading":
        await Console.Out.WriteLineAsync(Failover.Heading);
        return 0;
    case "first":
        await new FirstAnswer(
            options["name"], options["program"].Split(' '), Number("port"), Number("times"), Console.Out).RunAsync();
        return 0;
    case "first-heading":
        await Console.Out.WriteLineAsync(FirstAnswer.Heading);
        return 0;
    case "attacks":
        foreach (var attack in Attacks.All)
            await Console.Out.WriteLineAsync(attack.Name);
        return 0;
    case "hostile":
        var siege = new Siege(
            Target.Parse(options["server"]),
            options["store"],
            Attacks.All.Single(attack => attack.Name == options["attack"]),
            TimeSpan.FromSeconds(Number("seconds")), TimeSpan.FromSeconds(Number("rest")), Console.Out);
        await siege.RunAsync();
        return 0;
    case "hostile-heading":
        await Console.Out.WriteLineAsync(Siege.Heading);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: load baseline | measure | interleaved | terms | fuzz | files | pages | from-memory | soak | "
            + "first | first-heading | failover | failover-heading | attacks "
            + "| hostile | hostile-heading (see the scripts in eng/load)");
        return 2;
}

int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
