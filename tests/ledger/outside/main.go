// Checks a folder of tiles with the libraries of the Go project alone: main FOLDER VKEY.
//
// golang.org/x/mod reads tiles under its own paths (tile/8/...), so the program maps them on those of C2SP tlog-tiles.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (f folder) Height() int { return 8 }

func (f folder) read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(f), filepath.FromSlash(path)))
}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read("tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func check(folderName, key string) (int64, error) {
	f := folder(folderName)
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, err
	}
	text, err := f.read("checkpoint")
	if err != nil {
		return 0, err
	}
	signed, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return 0, err
	}
	lines := strings.SplitN(signed.Text, "\n", 4)
	var tree tlog.Tree
	if _, err := fmt.Sscanf(lines[1], "%d", &tree.N); err != nil {
		return 0, err
	}
	if tree.Hash, err = tlog.ParseHash(lines[2]); err != nil {
		return 0, err
	}
	// Every hash that this reader gives out was proven to be under the root.
	hashes := tlog.TileHashReader(tree, f)
	for first := int64(0); first < tree.N; first += 256 {
		bundle := tlog.Tile{H: 8, L: -1, N: first / 256, W: int(min(256, tree.N-first))}
		data, err := f.read("tile/entries" + strings.TrimPrefix(bundle.Path(), "tile/8/data"))
		if err != nil {
			return 0, err
		}
		for index := first; index < first+int64(bundle.W); index++ {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return 0, fmt.Errorf("the bundle of entry %d ends too early", index)
			}
			length := int(binary.BigEndian.Uint16(data))
			found, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			if err != nil {
				return 0, err
			}
			if found[0] != tlog.RecordHash(data[2:2+length]) {
				return 0, fmt.Errorf("entry %d is not in the tree", index)
			}
			data = data[2+length:]
		}
	}
	return tree.N, nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func main() {
	size, err := check(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d entries\n", size)
}
