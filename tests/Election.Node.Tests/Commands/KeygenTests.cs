using Election.Node.Talk;

namespace Election.Node.Tests.Commands;

/// <summary>If a key cannot be written, the refusal names the flag and the file.</summary>
public sealed class KeygenTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        string folder = _temp.Within("no"), file = Path.Combine(folder, "key.pem");
        Assert.Equal(
            $"election: --out: the key file {file} cannot be written: there is no folder {folder}\n", await RefusalAsync(file));
    }

    [Fact]
    public async Task A_folder_is_no_key_file() =>
        Assert.Equal($"election: --out: the key file {_temp.Path} cannot be written: it is a folder\n", await RefusalAsync(_temp.Path));

    [Fact]
    public async Task No_file_beside_the_key_is_touched()
    {
        string beside = _temp.Write("key.pem.new", "mine");
        Assert.Equal(ExitCode.Success, (await Typed.Async("keygen", "--out", _temp.Within("key.pem"))).Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(beside));
        Assert.Equal(2, Directory.GetFiles(_temp.Path).Length);
    }

    public void Dispose() => _temp.Dispose();

    private static async Task<string> RefusalAsync(string file)
    {
        Typed typed = await Typed.Async("keygen", "--out", file);
        Assert.Equal(ExitCode.Usage, typed.Code);
        return typed.Error;
    }
}
