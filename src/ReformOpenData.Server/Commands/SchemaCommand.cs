using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary><c>schema</c>: the public contract.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command(
            "schema",
            Language.Of(
                """
                Print the GraphQL schema (schema/reform.graphql), which is also served at /schema.graphql.

                Example: schema > reform.graphql
                """,
                """
                GraphQL のスキーマ（schema/reform.graphql）を書き出します。サーバーの /schema.graphql と同じです。

                例: schema > reform.graphql
                """));
        command.SetAction(async (result, cancellation) =>
        {
            var path = Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql");
            await result.InvocationConfiguration.Output.WriteAsync(await File.ReadAllTextAsync(path, cancellation));
            return ExitCode.Done;
        });
        return command;
    }
}
