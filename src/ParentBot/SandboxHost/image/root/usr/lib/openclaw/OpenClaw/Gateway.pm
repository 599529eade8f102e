package OpenClaw::Gateway;

# The gateway process: binds the machine's loopback address, takes a second to be ready, answers the health paths.

use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Machine::Clock qw(now);
use OpenClaw::Config;
use OpenClaw::Json qw(obj bool truth compact);
use OpenClaw::State qw(state_dir config_path version newer broken slurp spew log_event tilde);

my $EXIT_REFUSED = 78;    # EX_CONFIG: the unit must not start it again

sub run {
    my ($port) = @_;
    $OpenClaw::State::echo = 1;
    $| = 1;
    my $self = bless { port => $port, restart => 0, ending => 0 }, __PACKAGE__;
    $SIG{TERM} = $SIG{INT} = sub { $self->{ending} = 1 };
    $SIG{USR2} = sub { $self->{restart} = 1 };
    $SIG{PIPE} = 'IGNORE';
    my $refused = $self->begin;
    return $refused if $refused;
    my $half = start_seconds() / 2;
    until (now() >= $self->{began} + $half || $self->{ending}) { select undef, undef, undef, 0.02 }
    my $server = IO::Socket::INET->new(
        LocalAddr => $ENV{SANDBOX_ADDRESS} // '127.0.0.1', LocalPort => $port, Listen => 64, ReuseAddr => 1,
    ) or do { log_event('error', 'gateway', "port $port is in use: $!"); return 1 };
    spew(state_dir() . '/state/gateway.pid', "$$ $port\n");
    log_event('info', 'gateway', "listening on ws://127.0.0.1:$port (PID $$)");
    my $select = IO::Select->new($server);
    until ($self->{ending}) {
        $self->serve(scalar $_->accept) for $select->can_read(0.5);
        next unless $self->{restart};
        $self->{restart} = 0;
        log_event('info', 'gateway', 'restarting in process');
        $refused = $self->begin;
        return $refused if $refused;
    }
    log_event('info', 'gateway', 'stopped');
    unlink state_dir() . '/state/gateway.pid';
    return 0;
}

# The whole start takes this long; the port opens after half of it.
sub start_seconds { return ($ENV{SANDBOX_GATEWAY_START_MS} // 1000) / 1000 }

# Configuration and state as of now; an exit code where the gateway may not run.
sub begin {
    my ($self) = @_;
    my ($config, $issues) = OpenClaw::Config::read_config();
    if (@$issues) {
        my ($path, $why) = @{ $issues->[0] };
        log_event('error', 'gateway', 'OpenClaw config is invalid: ' . tilde(config_path()) . " ($path: $why)");
        return $EXIT_REFUSED;
    }
    if ((OpenClaw::Config::value_at($config, 'gateway.mode') // '') ne 'local') {
        log_event('error', 'gateway', 'gateway start blocked: set gateway.mode=local (or pass --allow-unconfigured)');
        return 1;
    }
    my $refusal = migrate();
    if ($refusal) { log_event('error', 'gateway', $refusal); return $EXIT_REFUSED }
    @$self{qw(config began)} = ($config, now());
    log_event('error', 'telegram', 'bot token is missing; set channels.telegram.botToken') if $self->failing_parts;
    return 0;
}

# The state carries the newest version that ran on it; an older one refuses it, and nothing turns it back.
sub migrate {
    my $file = OpenClaw::State::folder() . '/schema-version';
    my $found = -e $file ? slurp($file) : '';
    chomp $found;
    return if $found eq version();
    if ($found ne '' && newer(version(), $found) ne version()) {
        return "state was migrated by OpenClaw $found and this is " . version() . '; restore your pre-upgrade backup';
    }
    log_event('info', 'gateway', 'migrated state ' . ($found eq '' ? '' : "from $found ") . 'to ' . version());
    spew($file, version() . "\n");
    return;
}

# The parts that readyz names: the channel without a token, in a broken image always.
sub failing_parts {
    my ($self) = @_;
    my $telegram = OpenClaw::Config::value_at($self->{config}, 'channels.telegram') or return;
    return unless !exists $telegram->{enabled} || truth($telegram->{enabled});
    return 'telegram' if broken() eq 'never-ready' || !length OpenClaw::Config::bot_token($self->{config});
    return;
}

sub serve {
    my ($self, $client) = @_;
    return unless $client;
    my $line = eval {
        local $SIG{ALRM} = sub { die "slow client\n" };
        alarm 2;
        my $first = <$client>;
        while (defined(my $header = <$client>)) { last if $header =~ /^\r?\n$/ }
        alarm 0;
        $first;
    };
    alarm 0;
    my ($method, $path) = ($line // '') =~ m{^(GET|HEAD|POST) (\S+) HTTP/1};
    return unless defined $path;
    my ($code, $type, $body) = $self->answer($method, $path =~ s/\?.*//r);
    my %reasons = (200 => 'OK', 404 => 'Not Found', 401 => 'Unauthorized', 503 => 'Service Unavailable');
    print $client "HTTP/1.1 $code $reasons{$code}\r\nContent-Type: $type\r\nContent-Length: ", length $body,
        "\r\nConnection: close\r\n\r\n", $method eq 'HEAD' ? '' : $body;
    close $client;
}

sub answer {
    my ($self, $method, $path) = @_;
    my $json = 'application/json; charset=utf-8';
    my $uptime = int(1000 * (now() - $self->{began}));
    my $started = $uptime >= 1000 * start_seconds();
    return (200, $json, compact(obj(ok => \1, status => 'live'))) if $path =~ m{^/healthz?$};
    if ($path =~ m{^/startupz?$}) {
        return (503, $json, compact(obj(ok => \0, status => 'starting', version => version(), uptimeMs => $uptime)))
            unless $started;
        return (200, $json, compact(obj(ok => \1, status => 'started', version => version(), uptimeMs => $uptime)));
    }
    if ($path =~ m{^/(?:ready|readyz)$}) {
        my @failing = $started ? $self->failing_parts : 'telegram';
        my $loop = obj(degraded => \0);
        my $body = obj(ready => bool(!@failing), failing => \@failing, uptimeMs => $uptime, eventLoop => $loop);
        return (@failing ? 503 : 200, $json, compact($body));
    }
    return (401, $json, '{"ok":false,"error":{"type":"unauthorized"}}') if "$method $path" eq 'POST /tools/invoke';
    return (404, 'text/plain; charset=utf-8', 'Not Found') if $path =~ m{^/(api|v1)/};
    my $page = "<!doctype html>\n<html><head><title>OpenClaw Control</title></head></html>\n";
    return (200, 'text/html; charset=utf-8', $page);
}

1;
