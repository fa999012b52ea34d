using System.Security.Cryptography;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Election.Voting.Statements;

namespace Election.Runtime.Tests.Storage;

public sealed class KeyStoreTests
{
    [Fact]
    public void A_key_is_made_once_and_read_back_ever_after()
    {
        using var folder = new TemporaryFolder();
        using NodeKey made = KeyStore.LoadOrCreate(folder["key.pem"]);
        using NodeKey read = KeyStore.LoadOrCreate(folder["key.pem"]);
        Assert.Equal(made.PublicKey, read.PublicKey);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(folder["key.pem"]), StringComparison.Ordinal);
        Assert.Equal([folder["key.pem"]], Directory.GetFiles(folder.FolderPath));
    }

    [Fact]
    public void What_a_key_signs_verifies_under_its_public_half()
    {
        using NodeKey key = NodeKey.Draw();
        byte[] signature = key.Sign("motion"u8);
        Assert.True(EcdsaP256.Verify(key.PublicKey, "motion"u8, signature));
        Assert.False(EcdsaP256.Verify(key.PublicKey, "notion"u8, signature));
    }

    [Fact]
    public void A_new_key_file_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        KeyStore.Create(folder["key.pem"]).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["key.pem"]));
    }

    [Theory]
    [InlineData("0644")]
    [InlineData("0640")]
    [InlineData("0604")]
    [InlineData("0620")]
    [InlineData("0601")]
    [InlineData("0777")]
    public void A_key_file_that_others_can_use_is_refused_with_its_mode(string octal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        string path = folder["key.pem"];
        KeyStore.Create(path).Dispose();
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => KeyStore.LoadOrCreate(path));
        Assert.Contains($"has mode {octal}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"chmod 600 {path}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0600")]
    [InlineData("0400")]
    public void A_key_file_for_its_owner_only_is_read(string octal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        KeyStore.Create(folder["key.pem"]).Dispose();
        File.SetUnixFileMode(folder["key.pem"], (UnixFileMode)Convert.ToInt32(octal, 8));
        KeyStore.Load(folder["key.pem"]).Dispose();
    }

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Refuses(other.ExportPkcs8PrivateKeyPem(), "P-256");
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using RSA other = RSA.Create(2048);
        Refuses(other.ExportPkcs8PrivateKeyPem(), "private key");
    }

    [Fact]
    public void A_public_key_alone_is_refused()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refuses(key.ExportSubjectPublicKeyInfoPem(), "private");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void Anything_else_is_refused(string text) => Refuses(text, "election keygen");

    [Fact]
    public void A_file_too_large_for_a_key_is_refused() => Refuses(new string('x', KeyStore.MaxFileBytes + 1), "at most");

    [Fact]
    public void A_key_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        using NodeKey first = KeyStore.Create(folder["key.pem"]);
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => KeyStore.Create(folder["key.pem"]));
        Assert.Contains("never overwritten", refusal.Message, StringComparison.Ordinal);
        using NodeKey still = KeyStore.Load(folder["key.pem"]);
        Assert.Equal(first.PublicKey, still.PublicKey);
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => KeyStore.Load(folder["key.pem"]));
        Assert.StartsWith($"the key file {folder["key.pem"]} cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    private static void Refuses(string content, string clause)
    {
        using var folder = new TemporaryFolder();
        string path = folder["key.pem"];
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => KeyStore.Load(path));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(clause, refusal.Message, StringComparison.Ordinal);
    }
}
