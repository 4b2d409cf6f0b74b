using System.Globalization;
using ReformOpenData.Load;
using ReformOpenData.Load.Baseline;

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
    default:
        await Console.Error.WriteLineAsync("usage: load baseline | measure (see eng/load/run)");
        return 2;
}

int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
