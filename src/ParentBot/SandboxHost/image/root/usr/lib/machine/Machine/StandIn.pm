package Machine::StandIn;

# What the strict stand-ins for system commands share. A form of arguments that none foresaw ends with exit code 64 and
# a line, so that a script cannot come to rely on an answer that a real machine would not give.

use strict;
use warnings;
use Exporter qw(import);
our @EXPORT = qw(root refuse fail);

sub root {
    my $root = $ENV{ROOT} // '';
    die "ROOT must name the machine's root folder\n" unless length $root && -d $root;
    return $root;
}

sub name { return (split m{/}, $0)[-1] }

sub refuse {
    print STDERR name(), ": this machine has no such form: ", join(' ', name(), @ARGV), "\n";
    exit 64;
}

sub fail {
    my ($code, $text) = @_;
    chomp $text;
    print STDERR "$text\n";
    exit $code;
}

1;
