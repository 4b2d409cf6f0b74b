using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.4.2 #sec-Argument-Uniqueness</summary>
internal static class ArgumentUniqueness
{
    public static void Check(ValidationContext context, ImmutableArray<Argument> arguments) => Uniqueness.Check(
        context,
        arguments,
        argument => argument.Name,
        argument => argument.Start,
        name => $"There can be only one argument named \"{name}\".");
}
