using System.Globalization;
using ReformOpenData.Generate;
using ReformOpenData.Load;
using ReformOpenData.Load.Baseline;
using ReformOpenData.Load.Soaking;

var options = args.Skip(1).Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
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
    case "soak":
        var releases = new Releases(Fragments.Read("data/072028-fy2021.txt"), Number("municipalities"));
        releases.Add(1, [.. Enumerable.Repeat(1, Number("municipalities"))]);
        var actions = new SoakActions(
            async (index, edition) => int.Parse(
                (await Shell.Run(string.Create(CultureInfo.InvariantCulture, $"{options["publish"]} {index} {edition}"))).Split('\n')[^1],
                CultureInfo.InvariantCulture),
            () => Shell.Run(options["stop"]),
            () => Shell.Run(options["start"]));
        var soak = new Soak(Target.Parse(options["server"]), releases, actions, TimeSpan.FromSeconds(Number("seconds")), Console.Out);
        return await soak.Run() ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync("usage: load baseline | measure | soak (see eng/load/run and eng/load/soak)");
        return 2;
}

int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
