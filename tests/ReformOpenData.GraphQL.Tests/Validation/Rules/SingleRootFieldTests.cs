namespace ReformOpenData.GraphQL.Tests.Validation.Rules;

public sealed class SingleRootFieldTests
{
    [Theory]
    [InlineData("subscription s { newMessage { body sender } }")]
    [InlineData("subscription s { ...f } fragment f on Subscription { newMessage { body } }")]
    [InlineData("subscription { newMessage { body } newMessage { sender } }")]
    public void One_root_field_is_fine(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "subscription s { newMessage { body } disallowedSecondRootField }",
        "Subscription \"s\" must select only one top level field. @ 1:38")]
    [InlineData(
        "subscription { newMessage { body } other: disallowedSecondRootField more: disallowedSecondRootField }",
        "Anonymous Subscription must select only one top level field. @ 1:36 1:69")]
    [InlineData(
        "subscription s { ...f } fragment f on Subscription { newMessage { body } ... { disallowedSecondRootField } "
            + "...f }",
        "Subscription \"s\" must select only one top level field. @ 1:80",
        "Cannot spread fragment \"f\" within itself. @ 1:108")]
    public void Further_root_fields_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "subscription s { __typename }",
        "Subscription \"s\" must not select an introspection top level field. @ 1:18")]
    [InlineData(
        "subscription { ... { a: __typename } }",
        "Anonymous Subscription must not select an introspection top level field. @ 1:22")]
    public void An_introspection_field_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "subscription s($b: Boolean!) { newMessage @include(if: $b) { body } }",
        "Subscription \"s\" must not use `@skip` or `@include` directives in the top level selection. @ 1:43")]
    [InlineData(
        "subscription { ... @skip(if: true) @include(if: true) { newMessage { body } } ...f @include(if: false) } "
            + "fragment f on Subscription { newMessage { body } }",
        "Anonymous Subscription must not use `@skip` or `@include` directives in the top level selection. @ 1:20 1:84")]
    public void Conditions_at_the_root_are_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);

    [Theory]
    [InlineData(
        "subscription s { ...missing }",
        "Subscription \"s\" must select one top level field. @ 1:16",
        "Unknown fragment \"missing\". @ 1:21")]
    public void A_root_without_field_is_reported(string document, params string[] errors) =>
        Verdict.AssertErrors(document, errors);
}
