package OpenClaw::Commands::Config;

use strict;
use warnings;
use OpenClaw::Client qw(cli_error);
use OpenClaw::Config;
use OpenClaw::Json qw(obj compact pretty parse);
use OpenClaw::State qw(config_path tilde);

my $REDACTED = '__OPENCLAW_REDACTED__';

sub validate {
    my ($options) = @_;
    my $path = config_path();
    if (!-e $path) {
        my $error = obj(type => 'cli_error', message => 'file not found');
        print pretty(obj(ok => \0, error => $error, valid => \0, path => $path)), "\n";
        return 1;
    }
    my (undef, $issues) = OpenClaw::Config::read_config();
    if (!@$issues) {
        my $answer = obj(valid => \1, path => $path, warnings => []);
        print $options->{json} ? compact($answer) : "Config is valid: $path", "\n";
        return 0;
    }
    my $message = 'OpenClaw config is invalid: ' . tilde($path);
    if (!$options->{json}) {
        print STDERR "$message\n", map { "- $_->[0]: $_->[1]\n" } @$issues;
        return 1;
    }
    print pretty(obj(
        ok => \0, error => obj(type => 'cli_error', message => $message), valid => \0, path => $path,
        issues => [ map { issue(@$_) } @$issues ],
    )), "\n";
    return 1;
}

sub issue {
    my ($path, $message, @allowed) = @_;
    return obj(path => $path, message => $message, @allowed ? (allowedValues => \@allowed) : ());
}

sub file { print config_path(), "\n"; return 0 }

sub valid_config {
    my ($config, $issues) = OpenClaw::Config::read_config();
    cli_error('OpenClaw config is invalid: ' . tilde(config_path())) if @$issues;
    return $config;
}

# Secrets are never shown, not even with --json.
sub get {
    my ($options, $path) = @_;
    my $value = OpenClaw::Config::value_at(valid_config(), $path);
    if (!defined $value) {
        print STDERR "Config path not found: $path. Run openclaw config schema to see the known ones.\n";
        return 1;
    }
    $value = redact($value, $path);
    print $options->{json} || ref $value ? pretty($value) : $value, "\n";
    return 0;
}

sub redact {
    my ($value, $path) = @_;
    return $REDACTED if OpenClaw::Config::is_secret($path);
    return $value unless ref $value eq 'HASH';
    return { map { $_ => redact($value->{$_}, "$path.$_") } keys %$value };
}

sub set {
    my ($options, $path, $text) = @_;
    my $config = valid_config();
    my $value = eval { parse($text) };
    cli_error('value is no JSON') if $@ && $options->{'strict-json'};
    OpenClaw::Config::set_value($config, $path, $@ ? $text : $value);
    my ($issue) = OpenClaw::Config::issues($config);
    if ($issue) { print STDERR "Config validation failed: $issue->[0]: $issue->[1]\n"; return 1 }
    OpenClaw::Config::save($config) unless $options->{'dry-run'};
    print $options->{'dry-run'}
      ? "Dry run successful: $path\n"
      : "Updated $path. Change will apply without restarting the gateway.\n";
    return 0;
}

1;
