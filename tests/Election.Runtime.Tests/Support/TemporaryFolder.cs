namespace Election.Runtime.Tests.Support;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string FolderPath { get; } = Directory.CreateTempSubdirectory("election-runtime-").FullName;

    internal string this[string name] => Path.Combine(FolderPath, name);

    public void Dispose() => Directory.Delete(FolderPath, recursive: true);
}
