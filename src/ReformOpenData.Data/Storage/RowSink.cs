namespace ReformOpenData.Data.Storage;

/// <summary>Takes the values of rows, column by column, without boxing them.</summary>
internal abstract class RowSink
{
    public abstract void BeginRow();

    public abstract void Write(long value);

    public abstract void Write(int value);

    public abstract void Write(bool value);

    public abstract void Write(string? value);

    public abstract void Write(DateOnly? value);

    public abstract void WriteNull();

    /// <summary>The index entries of a folded text.</summary>
    public abstract void WriteGrams(string folded);

    public abstract void EndRow();

    public void Write(long? value)
    {
        if (value is { } known)
            Write(known);
        else
            WriteNull();
    }

    public void Write(bool? value)
    {
        if (value is { } known)
            Write(known);
        else
            WriteNull();
    }

    public void Write(int? value)
    {
        if (value is { } known)
            Write(known);
        else
            WriteNull();
    }
}
