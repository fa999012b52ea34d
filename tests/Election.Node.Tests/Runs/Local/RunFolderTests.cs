using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Runtime;

namespace Election.Node.Tests.Runs.Local;

public sealed class RunFolderTests : IDisposable
{
    private const string Document =
        """{"schema":"election-run/1","verdict":"stalled","order":"atomic","seed":1,"choices":[],"electionId":null"""
        + ""","nodes":[],"certificate":null,"signatures":0,"elapsedMs":null}""";

    private readonly TempFolder _temp = new();

    [Fact]
    public void A_new_folder_is_made_with_its_parents()
    {
        using var folder = RunFolder.Claim(_temp.Within("runs", "latest"));
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void An_empty_folder_is_used()
    {
        using var folder = RunFolder.Claim(_temp.Path);
        Assert.Equal(_temp.Path, folder.Path);
    }

    [Fact]
    public void An_earlier_run_is_replaced_whole()
    {
        using (var first = RunFolder.Claim(_temp.Within("run")))
        {
            first.Write(RunFiles.Document, Document);
            Directory.CreateDirectory(first.Within("n1"));
            File.WriteAllText(first.Within("n1/journal"), "old");
        }
        using var second = RunFolder.Claim(_temp.Within("run"));
        Assert.Equal([RunFolder.MarkerName], Directory.EnumerateFileSystemEntries(second.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_run_that_died_before_its_document_was_written_is_replaced_too()
    {
        using (var first = RunFolder.Claim(_temp.Within("run")))
            File.WriteAllText(first.Within("n1.transcript.jsonl"), "half");
        using var second = RunFolder.Claim(_temp.Within("run"));
        Assert.False(File.Exists(second.Within("n1.transcript.jsonl")));
    }

    [Fact]
    public void A_folder_with_a_run_document_alone_is_a_run()
    {
        _temp.Write("run/run.json", Document + "\n");
        using var folder = RunFolder.Claim(_temp.Within("run"));
        Assert.False(File.Exists(folder.Within("run.json")));
    }

    [Theory]
    [InlineData("notes.txt", "mine")]
    [InlineData("run.json", "{}")]
    [InlineData("run.json", "{\"schema\":\"another/1\"}")]
    [InlineData("n1.transcript.jsonl", "{}")]
    public void A_folder_that_holds_anything_else_is_refused_and_left_alone(string name, string text)
    {
        string file = _temp.Write(Path.Combine("mine", name), text);
        var refused = Assert.Throws<StartRefusedException>(() => RunFolder.Claim(_temp.Within("mine")));
        Assert.StartsWith("--out:", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
        Assert.Single(Directory.EnumerateFileSystemEntries(_temp.Within("mine")));
    }

    [Fact]
    public void A_run_folder_in_use_is_refused_and_left_alone()
    {
        using var first = RunFolder.Claim(_temp.Within("run"));
        File.WriteAllText(first.Within("n1.transcript.jsonl"), "live");
        var refused = Assert.Throws<StartRefusedException>(() => RunFolder.Claim(_temp.Within("run")));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Assert.Equal("live", File.ReadAllText(first.Within("n1.transcript.jsonl")));
    }

    [Fact]
    public void A_run_folder_whose_node_still_lives_is_refused()
    {
        using (RunFolder.Claim(_temp.Within("run")))
            Directory.CreateDirectory(_temp.Within("run", "n1"));
        using var node = new FileStream(_temp.Within("run", "n1", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var refused = Assert.Throws<StartRefusedException>(() => RunFolder.Claim(_temp.Within("run")));
        Assert.Contains("n1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_not_a_run_folder()
    {
        string file = _temp.Write("run", "text");
        Assert.Throws<StartRefusedException>(() => RunFolder.Claim(file));
        Assert.Equal("text", File.ReadAllText(file));
    }

    [Fact]
    public void A_link_is_refused_and_what_it_points_to_is_left_alone()
    {
        using (var run = RunFolder.Claim(_temp.Within("real")))
            File.WriteAllText(run.Within("n1.transcript.jsonl"), "kept");
        Directory.CreateSymbolicLink(_temp.Within("link"), _temp.Within("real"));
        Assert.Throws<StartRefusedException>(() => RunFolder.Claim(_temp.Within("link")));
        Assert.Equal("kept", File.ReadAllText(_temp.Within("real", "n1.transcript.jsonl")));
    }

    [Fact]
    public void A_link_within_an_earlier_run_is_removed_as_a_link()
    {
        string kept = _temp.Write("elsewhere/kept.txt", "kept");
        using (var run = RunFolder.Claim(_temp.Within("run")))
            Directory.CreateSymbolicLink(run.Within("n1"), _temp.Within("elsewhere"));
        using var again = RunFolder.Claim(_temp.Within("run"));
        Assert.True(File.Exists(kept));
        Assert.False(Directory.Exists(again.Within("n1")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused() =>
        Assert.StartsWith("--out:", Assert.Throws<StartRefusedException>(ClaimBelowAFile).Message, StringComparison.Ordinal);

    private void ClaimBelowAFile() => RunFolder.Claim(Path.Combine(_temp.Write("file", ""), "run")).Dispose();

    public void Dispose() => _temp.Dispose();
}
