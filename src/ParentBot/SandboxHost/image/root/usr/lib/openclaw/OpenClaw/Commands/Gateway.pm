package OpenClaw::Commands::Gateway;

use strict;
use warnings;
use OpenClaw::Client qw(cli_error gateway_error port fetch require_gateway telegram_failing);
use OpenClaw::Config;
use OpenClaw::Json qw(obj bool pretty parse);
use OpenClaw::Pairing;
use OpenClaw::State qw(version config_path state_dir slurp tilde);

my $RPC_MS = 10_000;       # what OpenClaw gives a call
my $PATIENT_MS = 60_000;   # `health` waits this long for a gateway that may be starting

sub show { print pretty($_[0]), "\n"; return 0 }

sub serve {
    my ($options) = @_;
    require OpenClaw::Gateway;
    return OpenClaw::Gateway::run($options->{port} // port());
}

sub health {
    my ($options) = @_;
    require_gateway($options->{timeout} // $RPC_MS);
    return show(health_snapshot());
}

sub patient_health {
    my ($options) = @_;
    require_gateway($options->{timeout} // $PATIENT_MS, 1);
    return show(health_snapshot());
}

sub telegram_state {
    my $failing = telegram_failing();
    return (
        enabled => \1, lifecycle => $failing ? 'blocked' : 'ready', tokenSource => 'config',
        tokenStatus => $failing ? 'missing' : 'available', mode => 'polling', configured => \1,
        running => bool(!$failing), connected => bool(!$failing),
        lastError => $failing ? 'Telegram bot token is missing or was revoked' : undef,
    );
}

sub health_snapshot {
    my @telegram = telegram_state();
    return obj(
        ok => \1, ts => 1000 * time, durationMs => 14,
        plugins => obj(loaded => ['telegram'], errors => [], unavailable => []),
        channels => obj(telegram => obj(accountId => 'default', @telegram, accounts => obj(default => obj(@telegram)))),
        channelOrder => ['telegram'], channelLabels => obj(telegram => 'Telegram'), defaultAgentId => 'main',
        agents => [ obj(agentId => 'main', isDefault => \1) ],
    );
}

sub status {
    my ($options) = @_;
    my $live = eval { fetch('/healthz', 10); 1 };
    my (undef, $issues) = OpenClaw::Config::read_config();
    my $config = obj(path => config_path(), exists => bool(-e config_path()), valid => bool(!@$issues));
    my $port = port();
    my $url = "ws://127.0.0.1:$port";
    show(obj(
        cli => obj(version => version(), entrypoint => 'openclaw'),
        config => obj(cli => $config, daemon => $config),
        gateway => obj(
            bindMode => 'loopback', bindHost => '127.0.0.1', port => $port, portSource => 'env/config',
            probeUrl => $url, version => version(),
        ),
        port => obj(port => $port, status => $live ? 'busy' : 'free', listeners => [], hints => []),
        rpc => $live
            ? obj(ok => \1, kind => 'read', capability => 'read_only', version => version(), url => $url)
            : obj(ok => \0, error => "connect ECONNREFUSED 127.0.0.1:$port", url => $url),
    ));
    return $options->{'require-rpc'} && !$live ? 1 : 0;
}

# Signals the process, which restarts in itself; waits for it unless --safe, which only schedules.
sub restart {
    my ($options) = @_;
    my ($pid) = eval { slurp(state_dir() . '/state/gateway.pid') } =~ /^(\d+)/ or gateway_error('refused', $RPC_MS);
    my $signalled = kill USR2 => $pid;
    gateway_error('refused', $RPC_MS) unless $signalled;
    if ($options->{safe}) {
        return show(obj(
            ok => \1, result => 'scheduled', preflight => preflight(),
            restart => obj(pid => 0 + $pid, signal => 'SIGUSR2'),
        ));
    }
    select undef, undef, undef, 0.6;
    require_gateway(60_000);
    return show(obj(
        action => 'restart', ok => \1, result => 'restarted',
        message => 'Gateway restart request sent to foreground process on port ' . port() . ": $pid.",
        service => obj(label => 'systemd', loaded => \0, loadedText => 'enabled', notLoadedText => 'disabled'),
    ));
}

sub preflight { return obj(safe => \1, counts => obj(), blockers => [], summary => 'safe to restart now') }

my %METHODS = (
    'health' => sub { health_snapshot() },
    'channels.status' => sub {
        my @telegram = telegram_state();
        return obj(
            ts => 1000 * time, channelOrder => ['telegram'], channels => obj(telegram => obj(@telegram)),
            channelAccounts => obj(telegram => [ obj(accountId => 'default', @telegram) ]), statusIssues => [],
        );
    },
    'channels.pairing.list' => sub {
        my ($config) = OpenClaw::Config::read_config();
        return obj(
            accounts => [
                obj(channel => 'telegram', channelLabel => 'Telegram', accountId => 'default', notifySupported => \1),
            ],
            requests => [ map { OpenClaw::Pairing::rpc_request($_) } OpenClaw::Pairing::pending() ],
            commandOwnerConfigured => bool(scalar OpenClaw::Pairing::owners($config)),
            limits => obj(pendingPerAccount => 3, ttlMs => 3600000),
        );
    },
    'channels.pairing.approve' => sub {
        my ($params) = @_;
        my $request = settle($params, 1);
        my $notify = OpenClaw::Json::truth($params->{notify});
        OpenClaw::Pairing::welcome($request->{id}) if $notify;
        return obj(
            requestId => $request->{requestId}, senderId => $request->{id},
            notification => $notify ? 'sent' : 'not-requested', commandOwnerBootstrap => 'not-requested',
        );
    },
    'channels.pairing.dismiss' => sub {
        my $request = settle($_[0], 0);
        return obj(requestId => $request->{requestId}, senderId => $request->{id});
    },
    'gateway.restart.preflight' => sub { preflight() },
);

sub settle {
    my ($params, $approve) = @_;
    my $id = $params->{requestId} // '';
    return OpenClaw::Pairing::settle(sub { $_[0]{requestId} eq $id }, $approve)
        // cli_error('pairing request not found', type => 'gateway_request_error');
}

sub call {
    my ($options, $method) = @_;
    require_gateway($options->{timeout} // $RPC_MS);
    my $params = eval { parse($options->{params} // '{}') } // cli_error('--params is no JSON object');
    my $answer = $METHODS{$method} // cli_error("unknown method: $method", type => 'gateway_request_error');
    return show($answer->($params));
}

1;
