package OpenClaw::Config;

# openclaw.json: strict like the real schema as far as a parent's configuration reaches. Plain JSON only, not JSON5.

use strict;
use warnings;
use OpenClaw::Json qw(parse pretty);
use OpenClaw::State qw(config_path state_dir slurp spew);

my @FREE = qw(
    agents models env secrets skills mcp tools logging plugins session cron hooks browser messages discovery telemetry
);
my %KEYS = (
    '' => [ qw(gateway update commands channels), @FREE ],
    gateway => [qw(mode bind port auth reload controlUi trustedProxies remote tailscale)],
    'gateway.auth' => [qw(mode token password)],
    update => [qw(checkOnStart channel auto)],
    commands => [qw(ownerAllowFrom native text bash config debug restart useAccessGroups)],
    channels => [qw(telegram defaults)],
    'channels.telegram' =>
        [qw(enabled botToken tokenFile dmPolicy allowFrom groups groupPolicy groupAllowFrom apiRoot network accounts)],
);
my %ALLOWED = (
    'gateway.mode' => [qw(local remote)],
    'gateway.bind' => [qw(auto lan loopback custom tailnet)],
    'channels.telegram.dmPolicy' => [qw(pairing allowlist open disabled)],
);
my %SECRET = map { $_ => 1 } qw(channels.telegram.botToken gateway.auth.token gateway.auth.password);

sub is_secret { return $SECRET{ $_[0] } }

# (configuration, [[path, message, allowed values...]...]); no configuration where the text is no JSON object.
sub read_config {
    my $config = eval { parse(slurp(config_path())) };
    if (ref $config ne 'HASH') {
        my $why = $@ || "expected an object\n";
        chomp $why;
        return (undef, [ [ '<root>', "JSON5 parse failed: $why" ] ]);
    }
    return ($config, [ issues($config) ]);
}

sub issues {
    my ($config) = @_;
    my @issues;
    for my $path (sort keys %KEYS) {
        my $part = value_at($config, $path) // next;
        if (ref $part ne 'HASH') { push @issues, [ $path, 'Invalid input: expected object' ]; next }
        my %known = map { $_ => 1 } @{ $KEYS{$path} };
        my @unknown = map { "\"$_\"" } grep { !$known{$_} } sort keys %$part;
        next unless @unknown;
        my $keys = @unknown > 1 ? 'keys' : 'key';
        push @issues, [ $path || '<root>', "Unrecognized $keys: " . join ', ', @unknown ];
    }
    for my $path (sort keys %ALLOWED) {
        my $value = value_at($config, $path) // next;
        next if grep { $_ eq $value } @{ $ALLOWED{$path} };
        my $list = join ', ', map { "\"$_\"" } @{ $ALLOWED{$path} };
        push @issues, [ $path, "Invalid input (allowed: $list)", @{ $ALLOWED{$path} } ];
    }
    my $port = value_at($config, 'gateway.port');
    push @issues, [ 'gateway.port', 'Invalid input: expected number, received string' ]
        if defined $port && !OpenClaw::Json::is_number($port);
    return @issues;
}

sub value_at {
    my ($config, $path) = @_;
    for my $key (split /\./, $path) {
        return undef unless ref $config eq 'HASH';
        $config = $config->{$key};
    }
    return $config;
}

sub set_value {
    my ($config, $path, $value) = @_;
    my @keys = split /\./, $path;
    my $last = pop @keys;
    $config = $config->{$_} //= {} for @keys;
    $config->{$last} = $value;
}

sub save { my ($config) = @_; spew(config_path(), pretty($config) . "\n") }

# A reference to a file's secret, or a text with ${NAME} from the environment, else from .env beside the configuration;
# empty where nothing has it.
sub resolved {
    my ($text) = @_;
    return from_file($text) if ref $text eq 'HASH';
    return '' unless defined $text && !ref $text;
    my %dotenv;
    if (-e state_dir() . '/.env') {
        %dotenv = map { s/^'(.*)'$/$1/r } slurp(state_dir() . '/.env') =~ /^(\w+)=(.*)$/mg;
    }
    $text =~ s/\$\{(\w+)\}/$ENV{$1} \/\/ $dotenv{$1} \/\/ ''/ge;
    return $text;
}

# {"source":"file","id":"/NAME"}: NAME in secrets.json beside the configuration.
sub from_file {
    my ($reference) = @_;
    my $file = state_dir() . '/secrets.json';
    return '' unless ($reference->{source} // '') eq 'file' && -e $file;
    my $secrets = eval { parse(slurp($file)) };
    my ($name) = ($reference->{id} // '') =~ m{^/(\w+)$};
    return ref $secrets eq 'HASH' && defined $name ? $secrets->{$name} // '' : '';
}

sub bot_token {
    my ($config) = @_;
    return resolved(value_at($config, 'channels.telegram.botToken') // '${TELEGRAM_BOT_TOKEN}');
}

1;
