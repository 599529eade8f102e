package OpenClaw::Commands::Logs;

# Reads the file itself, so it works with the gateway down.

use strict;
use warnings;
use OpenClaw::Client qw(cli_error);
use OpenClaw::Json qw(obj compact parse);
use OpenClaw::State qw(log_file slurp);

my $LIMIT = 200;

sub logs {
    my ($options) = @_;
    my $limit = $options->{limit} // $LIMIT;
    $limit =~ /^[1-9]\d*$/ or cli_error('--limit must be a positive number');
    my $file = log_file();
    -e $file or cli_error("Gateway not reachable and no log file at $file");
    my @lines = split /\n/, slurp($file);
    splice @lines, 0, -$limit if @lines > $limit;
    my @entries = map { { %{ parse($_) }, raw => $_ } } @lines;
    if (!$options->{json}) { print "$_->{time} $_->{level} [$_->{subsystem}] $_->{message}\n" for @entries; return 0 }
    print compact(obj(type => 'meta', file => $file, cursor => -s $file, size => -s $file)), "\n";
    for my $entry (@entries) {
        print compact(obj(type => 'log', map { $_ => $entry->{$_} } qw(time level subsystem message raw))), "\n";
    }
    return 0;
}

1;
