using ReformOpenData.Contract;
using ReformOpenData.GraphQL.Types;

const string types = "schema/types.graphql";
const string contract = "schema/reform.graphql";

if (!File.Exists(types))
{
    await Console.Error.WriteLineAsync($"There is no {types} here. Run this in the root of the repository.");
    return 2;
}

try
{
    await File.WriteAllTextAsync(contract, Generator.Generate(await File.ReadAllBytesAsync(types)));
    return 0;
}
catch (SchemaException exception)
{
    foreach (var error in exception.Errors)
    {
        var place = error.Locations is [var at, ..] ? $":{at.Line}:{at.Column}" : "";
        await Console.Error.WriteLineAsync($"{types}{place}: {error.Message}");
    }

    await Console.Error.WriteLineAsync($"{contract} was left as it is.");
    return 1;
}
