package OpenClaw::Commands::Update;

# `openclaw update`: to a version of a registry that has three. Nothing is fetched: the number is all there is of one.

use strict;
use warnings;
use OpenClaw::Config;
use OpenClaw::Json qw(obj bool pretty);
use OpenClaw::State qw(version newer slurp spew config_path tilde);

my @REGISTRY = qw(2026.9.5 2026.9.6 2026.9.7);
my $LATEST = '2026.9.6';

sub update {
    my ($options) = @_;
    my $before = version();
    my $after = ($options->{tag} // 'latest') eq 'latest' ? $LATEST : $options->{tag};
    my (undef, $issues) = OpenClaw::Config::read_config();
    return failed($before, 'invalid-config', 'OpenClaw config is invalid: ' . tilde(config_path())) if @$issues;
    return failed($before, 'target-metadata-preflight', "Could not inspect exact package target openclaw\@$after")
        unless grep { $_ eq $after } @REGISTRY;
    return preview($before, $after) if $options->{'dry-run'};
    return say_it('skipped', $before, $before, reason => 'already-current') if $after eq $before;
    # A downgrade needs a person who agrees, which is what --yes says.
    return failed($before, 'downgrade-confirmation', 'Downgrades require confirmation')
        if newer($before, $after) eq $before && !$options->{yes};
    # Its doctor wants the state for itself. The real one waits for it first, eleven minutes.
    return failed($before, 'doctor-failed', 'another OpenClaw process owns gateway-lifecycle') if gateway_runs();
    mkdir "$ENV{ROOT}/opt/openclaw";
    spew("$ENV{ROOT}/opt/openclaw/VERSION", "$after\n");
    return say_it('ok', $before, $after);
}

sub gateway_runs {
    my $file = OpenClaw::State::folder() . '/gateway.pid';
    my ($pid) = -e $file ? slurp($file) =~ /^(\d+)/ : ();
    return $pid && kill 0, $pid;
}

sub preview {
    my ($before, $after) = @_;
    print pretty(obj(
        dryRun => \1, root => '/opt/openclaw/lib/node_modules/openclaw', installKind => 'package', mode => 'npm',
        currentVersion => $before, targetVersion => $after, actions => [], notes => [],
    )), "\n";
    return 0;
}

sub say_it {
    my ($status, $before, $after, @more) = @_;
    print pretty(obj(
        status => $status, mode => 'npm', root => '/opt/openclaw/lib/node_modules/openclaw', @more,
        before => obj(version => $before), after => obj(version => $after), steps => [],
    )), "\n";
    return 0;
}

sub failed {
    my ($before, $reason, $why) = @_;
    print pretty(obj(
        status => 'error', recovery => obj(serviceRestartSafe => \1, version => $before), mode => 'npm',
        root => '/opt/openclaw/lib/node_modules/openclaw', reason => $reason,
        failedStep => obj(name => $reason, command => 'openclaw update', exitCode => 1, stderrTail => $why),
    )), "\n";
    return 1;
}

sub status {
    my $available = newer($LATEST, version()) ne version();
    print pretty(obj(
        update => obj(
            root => '/opt/openclaw/lib/node_modules/openclaw', installKind => 'package', packageManager => 'npm',
            registry => obj(latestVersion => $LATEST, tag => 'latest'),
        ),
        channel => obj(value => 'stable', source => 'default', label => 'stable (default)', config => undef),
        availability => obj(
            available => bool($available), hasGitUpdate => \0, hasRegistryUpdate => bool($available),
            latestVersion => $LATEST, gitBehind => undef,
        ),
    )), "\n";
    return 0;
}

1;
