using FsxPortal.Auth.Visitors;
using FsxPortal.Core.Queries.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FsxPortal.Layout.Search;

/// <summary>What the search does while somebody types.</summary>
public partial class SearchDialog
{
    /// <inheritdoc/>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Abandon();
        _gone.Cancel();
        _gone.Dispose();
    }

    private static string IdOf(int place) => $"search-hit-{place}";

    // Whoever types on does not wait for what is no longer sought.
    private async Task SeekAsync(ChangeEventArgs typed)
    {
        _text = (string?)typed.Value ?? "";
        Abandon();
        _isEntered = false;
        var seeking = _seeking = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        try
        {
            var hits = await Query.FindAsync(Visitor.Scope, _text, seeking.Token);
            if (!seeking.IsCancellationRequested)
            {
                (_hits, _chosen, _hasSought) = (hits, 0, _text.Trim().Length >= SearchQuery.FewestCharacters);
                Abandon();
                if (_isEntered && hits.Count > 0)
                {
                    Go(hits[0]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Something else is sought, or nothing any more.
        }
    }

    // At once: the next character may come while this one is still being worked off.
    private void Abandon()
    {
        _seeking?.Cancel();
        _seeking?.Dispose();
        _seeking = null;
    }

    private void Press(KeyboardEventArgs pressed)
    {
        switch (pressed.Key)
        {
            case "ArrowDown" when _hits.Count > 0:
                _chosen = (_chosen + 1) % _hits.Count;
                break;
            case "ArrowUp" when _hits.Count > 0:
                _chosen = (_chosen + _hits.Count - 1) % _hits.Count;
                break;
            case "Enter" when _seeking is not null:
                // What is shown is not yet what was typed.
                _isEntered = true;
                break;
            case "Enter" when _hits.Count > 0:
                Go(_hits[_chosen]);
                break;
        }
    }

    private void Go(SearchHit hit)
    {
        Dialog.Close();
        Navigation.NavigateTo(hit.Kind switch
        {
            SearchKind.FileSystem => $"/file-systems/{hit.Id}",
            SearchKind.RestorePoint => $"/file-systems/{hit.FileSystemId}?point={hit.Id}",
            SearchKind.Policy => $"/policies/{hit.Id}",
            SearchKind.Session => $"/sessions/{hit.Id}",
            SearchKind.Vault => "/settings/accounts",
        });
    }

    private string NameOf(SearchKind kind) => kind switch
    {
        SearchKind.FileSystem => L["FileSystems"],
        SearchKind.Policy => L["Policies"],
        SearchKind.Session => L["Sessions"],
        SearchKind.RestorePoint => L["RestorePoints"],
        SearchKind.Vault => L["Vaults"],
    };
}
