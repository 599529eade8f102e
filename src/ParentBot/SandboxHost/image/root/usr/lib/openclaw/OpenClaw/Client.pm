package OpenClaw::Client;

# How a command finds the gateway, and how it says that it did not. Errors are dies with a CliError hash.

use strict;
use warnings;
use IO::Socket::INET;
use Machine::Clock qw(now);
use OpenClaw::Config;
use OpenClaw::Json qw(obj parse);
use Exporter qw(import);
our @EXPORT_OK = qw(cli_error gateway_error port fetch require_gateway telegram_failing);

# type, message: as in {"ok":false,"error":{...}}; extra pairs follow the message.
sub cli_error {
    my ($message, %more) = @_;
    die { type => 'cli_error', extra => [], %more, message => $message };
}

sub port {
    my ($config) = OpenClaw::Config::read_config();
    return OpenClaw::Config::value_at($config // {}, 'gateway.port') // 18789;
}

# (code, decoded body or text); dies with 'refused' or 'timeout'.
sub fetch {
    my ($path, $seconds) = @_;
    my $answer = eval {
        local $SIG{ALRM} = sub { die "timeout\n" };
        alarm $seconds;
        my $socket = IO::Socket::INET->new(PeerAddr => $ENV{SANDBOX_ADDRESS} // '127.0.0.1', PeerPort => port())
            or die "refused\n";
        print $socket "GET $path HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        my $text = join '', <$socket>;
        alarm 0;
        $text;
    };
    alarm 0;
    die $@ unless defined $answer;
    my ($code, $body) = $answer =~ m{^HTTP/1\.1 (\d{3}).*?\r\n\r\n(.*)\z}s or die "refused\n";
    return ($code, eval { parse($body) } // $body);
}

sub gateway_error {
    my ($kind, $milliseconds) = @_;
    my $url = 'ws://127.0.0.1:' . port();
    my $gateway = obj(url => $url, urlSource => 'local loopback', bindDetail => 'Bind: loopback');
    if ($kind eq 'refused') {
        cli_error(
            "Gateway not reachable at $url (ECONNREFUSED).", type => 'gateway_transport_error', gateway => $gateway,
            extra => [ kind => 'closed', reason => 'connect ECONNREFUSED 127.0.0.1:' . port() ],
        );
    }
    my $seconds = $milliseconds / 1000;
    cli_error(
        "Gateway not reachable after waiting $seconds s.", type => 'gateway_transport_error', gateway => $gateway,
        extra => [ kind => 'timeout', timeoutMs => $milliseconds ],
    );
}

# The gateway must answer. refused: at once where nothing listens; waits: keeps trying until the time is over.
sub require_gateway {
    my ($milliseconds, $waits) = @_;
    my $deadline = now() + $milliseconds / 1000;
    while (1) {
        my $left = $deadline - now();
        my $alive = $left > 0 && eval { fetch('/healthz', $left < 1 ? 1 : int $left); 1 };
        return if $alive;
        my $why = $left > 0 ? $@ : "timeout\n";
        gateway_error('refused', $milliseconds) if $why eq "refused\n" && !$waits;
        gateway_error('timeout', $milliseconds) if $why ne "refused\n";
        select undef, undef, undef, 0.25;
    }
}

sub telegram_failing {
    my (undef, $ready) = fetch('/readyz', 5);
    return ref $ready eq 'HASH' && grep { $_ eq 'telegram' } @{ $ready->{failing} };
}

1;
