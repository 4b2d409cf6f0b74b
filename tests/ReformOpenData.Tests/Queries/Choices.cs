using CsCheck;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// The numbers that CsCheck drew, as a <see cref="Random"/> for the generators of questions; 0 when they are used up. A
/// short list makes a simple question, so that CsCheck, which looks for a shorter list that fails too, shows a simple
/// one.
/// </summary>
internal sealed class Choices(int[] numbers) : Random
{
    private int _next;

    /// <summary>
    /// Asks so many questions: the first is that of the seed, the others are new ones each time. A failure names the
    /// seed with which it comes first, for CsCheck_Seed.
    /// </summary>
    public static Task SampleAsync(int questions, Func<Choices, Task> ask) =>
        Gen.Int[0, int.MaxValue - 1].Array[0, 160].SampleAsync(
        numbers => ask(new Choices(numbers)),
        seed: Environment.GetEnvironmentVariable("CsCheck_Seed") ?? "0000N0XIzNsQ0O2",
        iter: questions,
        threads: 1,
        print: numbers => string.Join(' ', numbers));

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue) => _next < numbers.Length ? numbers[_next++] % maxValue : 0;

    public override int Next(int minValue, int maxValue) => minValue + Next(maxValue - minValue);
}
