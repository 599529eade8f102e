package OpenClaw::Json;

# JSON for a perl that has none. Text is bytes throughout, so what comes in goes out unchanged. An object read is a
# plain hash; one made by obj(...) keeps its order. true and false are \1 and \0, null is undef.

use strict;
use warnings;
use Exporter qw(import);
our @EXPORT_OK = qw(obj bool truth compact pretty parse);

sub obj { return bless [@_], 'OpenClaw::Json::Object' }
sub bool { return $_[0] ? \1 : \0 }
sub truth { return ref $_[0] eq 'SCALAR' ? ${ $_[0] } : $_[0] }

sub compact { return write_value($_[0], undef, '') }
sub pretty { return write_value($_[0], '  ', '') }

sub write_value {
    my ($value, $step, $indent) = @_;
    return 'null' unless defined $value;
    my $type = ref $value;
    return $$value ? 'true' : 'false' if $type eq 'SCALAR';
    return is_number($value) ? $value : write_string($value) unless $type;
    my $inner = defined $step ? $indent . $step : '';
    my ($open, $close, @items);
    if ($type eq 'ARRAY') {
        ($open, $close) = qw([ ]);
        @items = map { write_value($_, $step, $inner) } @$value;
    }
    else {
        ($open, $close) = qw({ });
        my @pairs = $type eq 'HASH' ? map { ($_, $value->{$_}) } sort keys %$value : @$value;
        while (my ($key, $item) = splice @pairs, 0, 2) {
            push @items, write_string($key) . (defined $step ? ': ' : ':') . write_value($item, $step, $inner);
        }
    }
    return "$open$close" unless @items;
    return $open . join(',', @items) . $close unless defined $step;
    return "$open\n" . join(",\n", map { "$inner$_" } @items) . "\n$indent$close";
}

# A scalar made by arithmetic, as against text that looks like a number.
sub is_number {
    my ($value) = @_;
    no warnings 'numeric';
    return length((my $probe = '') & $value) && 0 + $value eq $value && $value * 0 == 0;
}

my %ESCAPES = ("\n" => '\n', "\r" => '\r', "\t" => '\t', '"' => '\"', '\\' => '\\\\');

sub write_string {
    my ($text) = @_;
    $text =~ s{([\x00-\x1f"\\])}{$ESCAPES{$1} // sprintf '\u%04x', ord $1}ge;
    return "\"$text\"";
}

# Dies with one line where TEXT is no JSON.
sub parse {
    my ($text) = @_;
    my $value = read_value(\$text);
    $text =~ /\G\s*/gc;
    die 'unexpected text at offset ' . pos($text) . "\n" if (pos($text) // 0) < length $text;
    return $value;
}

sub read_value {
    my ($text) = @_;
    $$text =~ /\G\s*/gc;
    return read_object($text) if $$text =~ /\G\{/gc;
    return read_array($text)  if $$text =~ /\G\[/gc;
    return read_string($text) if $$text =~ /\G"/gc;
    return 0 + $1 if $$text =~ /\G(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)/gc;
    return \1     if $$text =~ /\Gtrue\b/gc;
    return \0     if $$text =~ /\Gfalse\b/gc;
    return undef  if $$text =~ /\Gnull\b/gc;
    die 'unexpected ' . ($$text =~ /\G(.)/gcs ? "character at offset " . (pos($$text) - 1) : 'end of input') . "\n";
}

sub read_object {
    my ($text) = @_;
    my %object;
    return \%object if $$text =~ /\G\s*\}/gc;
    while (1) {
        $$text =~ /\G\s*"/gc or die "a key is missing in an object\n";
        my $key = read_string($text);
        $$text =~ /\G\s*:/gc or die "a colon is missing after \"$key\"\n";
        $object{$key} = read_value($text);
        next if $$text =~ /\G\s*,/gc;
        return \%object if $$text =~ /\G\s*\}/gc;
        die "an object does not end\n";
    }
}

sub read_array {
    my ($text) = @_;
    my @array;
    return \@array if $$text =~ /\G\s*\]/gc;
    while (1) {
        push @array, read_value($text);
        next if $$text =~ /\G\s*,/gc;
        return \@array if $$text =~ /\G\s*\]/gc;
        die "an array does not end\n";
    }
}

my %UNESCAPES = (n => "\n", r => "\r", t => "\t", b => "\b", f => "\f", '"' => '"', '\\' => '\\', '/' => '/');

sub read_string {
    my ($text) = @_;
    $$text =~ /\G((?:[^"\\\x00-\x1f]|\\.)*+)"/gcs or die "a string does not end\n";
    my $string = $1;
    $string =~ s{\\(?:u([dD][89abAB]\w\w)\\u(\w{4})|u(\w{4})|(.))}
        {defined $1 ? utf8_bytes(0x10000 + ((hex($1) - 0xd800) << 10) + hex($2) - 0xdc00)
            : defined $3 ? utf8_bytes(hex $3) : $UNESCAPES{$4} // die "unknown escape \\$4\n"}ges;
    return $string;
}

sub utf8_bytes { my $char = chr $_[0]; utf8::encode($char); return $char }

1;
