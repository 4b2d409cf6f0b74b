using ReformOpenData.Conformance;

// serve: answers JSON lines for conformance.mjs. fuzz --seed N --first N --count N --seconds N: feeds mutated input to
// the engine alone.
return args switch
{
    ["serve"] => Serve.Run(Console.OpenStandardInput(), Console.OpenStandardOutput()),
    ["fuzz", .. var options] => Fuzz.Run(options, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: ReformOpenData.Conformance serve | fuzz [--seed N] [--first N] [--count N] [--seconds N]");
    return 2;
}
