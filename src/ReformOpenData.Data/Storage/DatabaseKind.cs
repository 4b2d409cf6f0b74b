namespace ReformOpenData.Data.Storage;

/// <summary>The databases that hold a store.</summary>
public enum DatabaseKind
{
    /// <summary>Embedded, one file: the default.</summary>
    Sqlite = 1,

    /// <summary>For production.</summary>
    PostgreSql = 2,
}
