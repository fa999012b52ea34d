# Builds what has changed and holds an election on this machine: ./run-local.ps1 [--nodes 5] [--votes "A:10,B:5"] ...
# Takes the arguments and returns the exit code of `election local`. Makes the run folder under the current directory.
$root = $PSScriptRoot
$project = Join-Path $root 'src/Election.Node'
$program = Join-Path $project 'bin/Release/net10.0/election.dll'
$artifacts = Join-Path $root 'artifacts'
$stamp = Join-Path $artifacts 'run-local.stamp'
$log = Join-Path $artifacts 'run-local.log'

$usage = 64
$internal = 70

function Write-Talk([string] $text) { [Console]::Error.WriteLine($text) }

function Stop-ForSdk([string] $reason) {
    Write-Talk "run-local.ps1: $reason"
    Write-Talk 'Install the .NET SDK 10 (https://dotnet.microsoft.com/download/dotnet/10.0) and try again.'
    exit $usage
}

# True if a source, a project file or one of their folders is younger than the last build.
function Test-Stale {
    if (-not (Test-Path $stamp) -or -not (Test-Path $program)) { return $true }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $sources = @('src', 'global.json') | ForEach-Object { Join-Path $root $_ }
    $sources += Get-ChildItem -Path $root -Filter 'Directory.*' -File | ForEach-Object { $_.FullName }
    $younger = Get-ChildItem -Path $sources -Recurse |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj)([\\/]|$)' -and $_.LastWriteTimeUtc -gt $built } |
        Select-Object -First 1
    return $null -ne $younger
}

function Invoke-Build {
    Push-Location $root
    try {
        & dotnet --version *> $null
        if ($LASTEXITCODE -ne 0) { Stop-ForSdk 'the .NET SDK is here, but not in version 10.' }
        Write-Talk 'building, which the first time takes minutes:'
        $began = [DateTime]::UtcNow
        # The build shows its own progress, a line for each project. Standard output is the election's alone.
        & dotnet build $project --configuration Release --nologo --verbosity minimal -nodeReuse:false -p:UseSharedCompilation=false 2>&1 |
            Tee-Object -FilePath $log | ForEach-Object { Write-Talk "$_" }
        if ($LASTEXITCODE -ne 0) {
            Write-Talk "run-local.ps1: the build failed; the text above is in $log"
            exit $internal
        }
        Set-Content -Path $stamp -Value ''
        (Get-Item $stamp).LastWriteTimeUtc = $began
    }
    finally { Pop-Location }
}

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { Stop-ForSdk "the command 'dotnet' is not here." }
New-Item -ItemType Directory -Force -Path $artifacts | Out-Null
if (Test-Stale) { Invoke-Build }

$env:ELECTION_INVOKED_AS = './run-local.ps1'
& dotnet $program local @args
exit $LASTEXITCODE
