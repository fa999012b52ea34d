using Election.Groups.Tests.Support;

namespace Election.Groups.Tests.Scripts;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("reliable")]
    [InlineData("unreliable")]
    [InlineData("fifo")]
    [InlineData("causal")]
    [InlineData("atomic")]
    [InlineData("viewchange")]
    [InlineData("barrier")]
    [InlineData("barrier-refusals")]
    [InlineData("barrier-late")]
    public void The_script_is_played_as_it_is_written(string script)
    {
        string path = Repository.PathOf("tests", "Election.Groups.Tests", "Scripts", script + ".txt");
        string written = Repository.Read(path);
        string played = ScriptFile.Rerun(written, new ScriptWorld().Run);
        if (Repository.UpdateScripts)
            File.WriteAllText(path, played);
        else
            Assert.Equal(written, played);
    }
}
