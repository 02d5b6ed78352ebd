# Forwards to xtask; see CONTRIBUTING.md.
.PHONY: help run test dist bench torture demo fmt clean

help:
	@echo "make run      build everything and start a desk on http://127.0.0.1:8080 (data in ./data)"
	@echo "make test     every test: both databases, console, browser (installs what it needs on Debian)"
	@echo "make dist     the release binary at target/release/surety"
	@echo "make bench    one table of measurements against this machine's own limits"
	@echo "make torture  the crash and race tests at full size"

run:
	@cargo xtask run

test:
	@cargo xtask test

dist:
	@cargo xtask dist

bench:
	@cargo xtask bench

torture:
	@cargo xtask torture

fmt:
	@cargo fmt --all

clean:
	@cargo clean
