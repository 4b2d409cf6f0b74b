namespace ReformOpenData.Conformance;

internal static class Fuzz
{
    public static int Run(string[] options, TextWriter output) => 2;
}
